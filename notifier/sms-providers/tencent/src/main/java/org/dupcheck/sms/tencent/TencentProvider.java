package org.dupcheck.sms.tencent;

import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.notifier.sms.port.SmsGatewayProvider;

/** Makes gateways of the kind {@code tencent}. */
public final class TencentProvider implements SmsGatewayProvider {
    @Override
    public String kind() {
        return "tencent";
    }

    @Override
    public SmsGateway open(GatewayEntry entry) {
        return TencentGateway.open(entry);
    }
}
