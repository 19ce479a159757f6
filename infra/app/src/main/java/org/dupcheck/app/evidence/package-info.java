/** Checks a verdict's evidence by itself: without a node, a database or a network. */
@NullMarked
package org.dupcheck.app.evidence;

import org.jspecify.annotations.NullMarked;
