/** What came to no good end, and having it done once more: for operators. */
@NullMarked
package org.dupcheck.gateway.retries;

import org.jspecify.annotations.NullMarked;
