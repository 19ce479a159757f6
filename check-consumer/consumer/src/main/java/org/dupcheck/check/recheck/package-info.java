/** Keeps the verdicts of open submissions true while the reference set moves. */
@NullMarked
package org.dupcheck.check.recheck;

import org.jspecify.annotations.NullMarked;
