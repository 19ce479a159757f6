/** Finds out what is wrong around dupcheck, and says what to do. */
@NullMarked
package org.dupcheck.app.doctor;

import org.jspecify.annotations.NullMarked;
