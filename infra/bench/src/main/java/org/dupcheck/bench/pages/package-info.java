/** How quick the pages are: the review desk over many rows, a long report, and many applicants at once. */
@NullMarked
package org.dupcheck.bench.pages;

import org.jspecify.annotations.NullMarked;
