/** Requests that name an Idempotency-Key: each is answered once, and told the same again. */
@NullMarked
package org.dupcheck.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
