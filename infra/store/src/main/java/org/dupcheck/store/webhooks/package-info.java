/** Where business modules want to hear of their documents by HTTP: {@code webhook_endpoint}. */
@NullMarked
package org.dupcheck.store.webhooks;

import org.jspecify.annotations.NullMarked;
