/** What requests with an Idempotency-Key were answered with. */
@NullMarked
package org.dupcheck.store.idempotency;

import org.jspecify.annotations.NullMarked;
