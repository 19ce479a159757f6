/**
 * The reference set as immutable pages: tokens, the way back to the original, and the table of the sampled grams. Pages
 * are built from texts, merged as they grow in number, and kept in files; which documents are no longer in force stands
 * beside them.
 */
@NullMarked
package org.dupcheck.engine.index;

import org.jspecify.annotations.NullMarked;
