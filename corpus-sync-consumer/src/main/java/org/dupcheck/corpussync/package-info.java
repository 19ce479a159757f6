/** Applies reference events to the reference set and keeps the corpus version. */
@NullMarked
package org.dupcheck.corpussync;

import org.jspecify.annotations.NullMarked;
