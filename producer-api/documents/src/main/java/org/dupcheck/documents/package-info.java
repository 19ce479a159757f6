/**
 * Files as documents: text, Markdown, Word and PDF, read in a process of its own, and JSON lines of reference documents. The
 * formats are rooms of their own; what they make of a file stands in {@link org.dupcheck.documents.reading}.
 */
@NullMarked
package org.dupcheck.documents;

import org.jspecify.annotations.NullMarked;
