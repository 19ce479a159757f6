/** SMS by Alibaba Cloud. */
@NullMarked
package org.dupcheck.sms.aliyun;

import org.jspecify.annotations.NullMarked;
