/** Reads files as documents: the door that other modules come in by, and the files of a folder. */
@NullMarked
package org.dupcheck.documents;

import org.jspecify.annotations.NullMarked;
