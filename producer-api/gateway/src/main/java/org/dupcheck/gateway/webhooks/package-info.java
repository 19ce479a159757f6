/** Where business modules are called: the registry of addresses, and what was sent to them. */
@NullMarked
package org.dupcheck.gateway.webhooks;

import org.jspecify.annotations.NullMarked;
