/** How quick the pages are: the review desk over many rows, and a long report. */
@NullMarked
package org.dupcheck.bench.pages;

import org.jspecify.annotations.NullMarked;
