/** What becomes of a file: sections with signals, text with its looks, or a refusal. Knows no format. */
@NullMarked
package org.dupcheck.documents.reading;

import org.jspecify.annotations.NullMarked;
