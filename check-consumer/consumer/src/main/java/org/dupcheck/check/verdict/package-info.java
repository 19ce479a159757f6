/** What a verdict says, why a work order waits, and how both are told. */
@NullMarked
package org.dupcheck.check.verdict;

import org.jspecify.annotations.NullMarked;
