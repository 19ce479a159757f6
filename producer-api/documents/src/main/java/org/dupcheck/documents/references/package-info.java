/** Collections of reference documents: folders of files, and lines of JSON. */
@NullMarked
package org.dupcheck.documents.references;

import org.jspecify.annotations.NullMarked;
