package org.dupcheck.sms.common;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.runtime.outgoing.OutgoingRules;

/** Entries of the file of gateways. */
final class Entries {
    private Entries() {}

    static GatewayEntry of(Map<String, ?> fields) {
        return of(fields, new OutgoingRules(true, true));
    }

    static GatewayEntry of(Map<String, ?> fields, OutgoingRules rules) {
        return of(fields, rules, Duration.ofMinutes(1));
    }

    static GatewayEntry of(Map<String, ?> fields, OutgoingRules rules, Duration timeout) {
        return new GatewayEntry(fields, new GatewayEntry.Environment(Map.of(), rules, timeout, Clock.systemUTC()));
    }
}
