/** Short messages: the channel, and the port to a provider. */
@NullMarked
package org.dupcheck.notifier.sms;

import org.jspecify.annotations.NullMarked;
