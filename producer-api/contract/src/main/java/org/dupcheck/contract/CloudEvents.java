package org.dupcheck.contract;

import java.time.Instant;
import java.util.Map;

/** CloudEvents 1.0 attributes in Kafka's binary content mode: {@code ce_}-prefixed headers. */
public final class CloudEvents {
    private CloudEvents() {}

    /**
     * The headers of one message.
     *
     * @param id unique for the event; the same when it is sent again
     * @param source who sends, a URI reference such as {@code /dupcheck/notifier}
     * @param subject the record's key
     */
    public static Map<String, String> headers(
            Class<?> messageType, String id, String source, String subject, Instant time) {
        throw new UnsupportedOperationException("contract: to be written");
    }
}
