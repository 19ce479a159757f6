/** PDF: what its pages show, its forms, layers and links, and what of it cannot be read. */
@NullMarked
package org.dupcheck.documents.pdf;

import org.jspecify.annotations.NullMarked;
