/** Short messages: the port to a provider, and the threads that send. */
@NullMarked
package org.dupcheck.notifier.sms;

import org.jspecify.annotations.NullMarked;
