/** Compares a text with the other open submissions. */
@NullMarked
package org.dupcheck.check.pending;

import org.jspecify.annotations.NullMarked;
