/** Word files (.docx): all their parts with text, as Word shows them. */
@NullMarked
package org.dupcheck.documents.word;

import org.jspecify.annotations.NullMarked;
