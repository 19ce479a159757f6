package org.dupcheck.sms.aliyun;

import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.notifier.sms.port.SmsGatewayProvider;

/** Makes gateways of the kind {@code aliyun}. */
public final class AliyunProvider implements SmsGatewayProvider {
    @Override
    public String kind() {
        return "aliyun";
    }

    @Override
    public SmsGateway open(GatewayEntry entry) {
        return AliyunGateway.open(entry);
    }
}
