/**
 * Files as documents: text, Markdown, Word and PDF, read in a process of its own, and JSON lines of reference documents.
 */
@NullMarked
package org.dupcheck.documents;

import org.jspecify.annotations.NullMarked;
