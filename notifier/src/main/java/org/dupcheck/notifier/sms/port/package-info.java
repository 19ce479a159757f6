/** What a plug-in for a provider of SMS sees of this system. */
@NullMarked
package org.dupcheck.notifier.sms.port;

import org.jspecify.annotations.NullMarked;
