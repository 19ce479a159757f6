/** The entry point. */
@NullMarked
package org.dupcheck.dist;

import org.jspecify.annotations.NullMarked;
