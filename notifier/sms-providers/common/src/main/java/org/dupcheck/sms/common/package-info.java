/** What plug-ins for providers of SMS have in common. */
@NullMarked
package org.dupcheck.sms.common;

import org.jspecify.annotations.NullMarked;
