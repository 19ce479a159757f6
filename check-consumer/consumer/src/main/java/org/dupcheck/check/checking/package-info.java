/** The way of one check: begin, take what is known, scan the rest, store the verdict and tell it. */
@NullMarked
package org.dupcheck.check.checking;

import org.jspecify.annotations.NullMarked;
