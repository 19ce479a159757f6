/**
 * A submission made ready for a check: its tokens, what they are worth, tables of its grams and of its runs, and the
 * places that the caller's options leave out of the ratios (quotations, bibliography, forms).
 */
@NullMarked
package org.dupcheck.engine.query;

import org.jspecify.annotations.NullMarked;
