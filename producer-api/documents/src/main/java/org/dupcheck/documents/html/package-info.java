/** The text of a piece of HTML, and how its styles make it look. Knows no kind of file. */
@NullMarked
package org.dupcheck.documents.html;

import org.jspecify.annotations.NullMarked;
