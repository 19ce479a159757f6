/** Reads Markdown, by way of the HTML that it stands for. */
@NullMarked
package org.dupcheck.documents.markdown;

import org.jspecify.annotations.NullMarked;
