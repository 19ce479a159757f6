/** Text of HTML as it is shown, wherever HTML stands: in Markdown, and in the rich text of a PDF. */
@NullMarked
package org.dupcheck.documents.html;

import org.jspecify.annotations.NullMarked;
