/** Runs a stored check again at its corpus version. */
@NullMarked
package org.dupcheck.check.replay;

import org.jspecify.annotations.NullMarked;
