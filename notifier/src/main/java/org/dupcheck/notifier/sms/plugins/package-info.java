/** Plug-ins for providers of SMS: each with a class loader of its own. */
@NullMarked
package org.dupcheck.notifier.sms.plugins;

import org.jspecify.annotations.NullMarked;
