/** A provider of SMS that tests play. */
@NullMarked
package org.dupcheck.sms.fake;

import org.jspecify.annotations.NullMarked;
