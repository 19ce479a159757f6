/** Reads PDF files: what their pages show, and the values of their forms. */
@NullMarked
package org.dupcheck.documents.pdf;

import org.jspecify.annotations.NullMarked;
