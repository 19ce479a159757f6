/** Compares a text with the pages of a reference set. */
@NullMarked
package org.dupcheck.check.scan;

import org.jspecify.annotations.NullMarked;
