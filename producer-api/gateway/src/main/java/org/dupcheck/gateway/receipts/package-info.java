/** What providers of SMS tell afterwards. */
@NullMarked
package org.dupcheck.gateway.receipts;

import org.jspecify.annotations.NullMarked;
