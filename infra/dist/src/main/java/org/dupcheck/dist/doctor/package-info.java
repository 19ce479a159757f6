/** Finds out what is wrong around dupcheck, and says what to do. */
@NullMarked
package org.dupcheck.dist.doctor;

import org.jspecify.annotations.NullMarked;
