/** Bytes as characters: which encoding a file of text has, and whether its text was opened in a wrong one before. */
@NullMarked
package org.dupcheck.documents.encoding;

import org.jspecify.annotations.NullMarked;
