/** Reads uploaded files into sections. Nothing of them is kept. */
@NullMarked
package org.dupcheck.gateway.documents;

import org.jspecify.annotations.NullMarked;
