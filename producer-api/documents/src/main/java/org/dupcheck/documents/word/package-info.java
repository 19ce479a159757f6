/** Reads Word files (.docx): their package, their styles, and all text that Word shows. */
@NullMarked
package org.dupcheck.documents.word;

import org.jspecify.annotations.NullMarked;
