/** Makes characters of bytes by evidence, and finds text that was read in a wrong encoding and saved again. */
@NullMarked
package org.dupcheck.documents.encoding;

import org.jspecify.annotations.NullMarked;
