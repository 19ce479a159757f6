/** Verdicts that are kept in memory to be read again, and what makes sure that none of them is out of date. */
@NullMarked
package org.dupcheck.gateway.cache;

import org.jspecify.annotations.NullMarked;
