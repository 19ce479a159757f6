/** SMS by Tencent Cloud. */
@NullMarked
package org.dupcheck.sms.tencent;

import org.jspecify.annotations.NullMarked;
