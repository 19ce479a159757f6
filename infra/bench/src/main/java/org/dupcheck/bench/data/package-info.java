/** The files of texts for measuring: where they lie, and how they are read and written. */
@NullMarked
package org.dupcheck.bench.data;

import org.jspecify.annotations.NullMarked;
