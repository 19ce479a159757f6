/** Makes PDFs of HTML, with a font of ours. Knows no page. */
@NullMarked
package org.dupcheck.gateway.pages.print;

import org.jspecify.annotations.NullMarked;
