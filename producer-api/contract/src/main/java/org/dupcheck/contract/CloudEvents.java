package org.dupcheck.contract;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CloudEvents 1.0 attributes in Kafka's binary content mode: {@code ce_}-prefixed headers.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding</a>
 */
public final class CloudEvents {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String CONTENT_TYPE = "content-type";

    /**
     * Who had the event sent, and what kind of principal that is: attributes of the Auth Context extension.
     *
     * @see <a href="https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/authcontext.md">Auth Context</a>
     */
    public static final String AUTH_ID = "ce_authid";

    public static final String AUTH_TYPE = "ce_authtype";

    private CloudEvents() {}

    /**
     * The headers of one message, in a fixed order.
     *
     * @param id unique for the event; the same when it is sent again
     * @param source who sends, a URI reference such as {@code /dupcheck/notifier}
     * @param subject the record's key
     */
    public static Map<String, String> headers(
            Class<? extends Message> messageType, String id, String source, String subject, Instant time) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, id);
        headers.put(SOURCE, source);
        headers.put(TYPE, type(messageType));
        headers.put(TIME, time.toString());
        headers.put(SUBJECT, subject);
        headers.put(CONTENT_TYPE, "application/json");
        return Collections.unmodifiableMap(headers);
    }

    /** The event's type, such as {@code org.dupcheck.submission.v1}; a new number only for what old readers cannot read. */
    public static String type(Class<? extends Message> messageType) {
        if (messageType == Submission.class) {
            return "org.dupcheck.submission.v1";
        } else if (messageType == ReferenceEvent.class) {
            return "org.dupcheck.reference-event.v1";
        } else if (messageType == VerdictEvent.class) {
            return "org.dupcheck.verdict.v1";
        } else if (messageType == ConfirmationEvent.class) {
            return "org.dupcheck.confirmation.v1";
        } else if (messageType == WorkOrderCommand.class) {
            return "org.dupcheck.work-order-command.v1";
        } else if (messageType == WorkOrderEvent.class) {
            return "org.dupcheck.work-order-event.v1";
        }
        throw new IllegalArgumentException("no message: " + messageType);
    }
}
