/** Files as documents: text, Markdown, Word, and JSON lines of reference documents. */
@NullMarked
package org.dupcheck.dist.document;

import org.jspecify.annotations.NullMarked;
