/** Messages to servers of business modules, as Standard Webhooks has them. */
@NullMarked
package org.dupcheck.notifier.webhooks;

import org.jspecify.annotations.NullMarked;
