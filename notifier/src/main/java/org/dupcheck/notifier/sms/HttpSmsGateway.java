package org.dupcheck.notifier.sms;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.outgoing.Answer;
import org.dupcheck.notifier.outgoing.NotSentException;
import org.dupcheck.notifier.outgoing.OutgoingHttp;
import org.dupcheck.notifier.outgoing.Request;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.jspecify.annotations.Nullable;

/**
 * A provider that is called by HTTP, as its definition says. Only what the definition calls so is sent or not sent: anything else,
 * as an answer that is cut off, leaves it unknown. Errors tell status and kind, never what was sent or answered. Thread-safe.
 */
final class HttpSmsGateway implements SmsGateway {
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final String SECRET = "secret:";

    private final HttpGatewayDefinition definition;
    private final Map<String, String> secrets;
    private final OutgoingHttp http;

    /** @param http is closed by whoever opened it */
    HttpSmsGateway(HttpGatewayDefinition definition, Map<String, String> secrets, OutgoingHttp http) {
        this.definition = definition;
        this.secrets = Map.copyOf(secrets);
        this.http = http;
    }

    @Override
    public Outcome send(String deliveryId, String phone, String text) {
        Request request;
        try {
            request = definition.send().request(values(deliveryId, phone, text));
        } catch (IllegalArgumentException e) {
            return Outcome.refused("the message does not fit into the provider's request");
        }
        try {
            Answer answer = http.send(request);
            return outcome(definition.send().meaningOf(answer, deliveryId), answer);
        } catch (NotSentException e) {
            return Outcome.postponed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Outcome.unknown(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean canBeAsked() {
        return definition.query() != null;
    }

    @Override
    public Outcome ask(String deliveryId, String phone) {
        CallDefinition query = Objects.requireNonNull(definition.query());
        try {
            Answer answer = http.send(query.request(values(deliveryId, phone, "")));
            return isBusy(answer)
                    ? Outcome.unknown("answered " + answer.status())
                    : outcome(query.meaningOf(answer, deliveryId), answer);
        } catch (IOException | IllegalArgumentException e) {
            return Outcome.unknown(
                    "the provider could not be asked: " + e.getClass().getSimpleName());
        }
    }

    /** A question that is not taken says nothing about the message. */
    private static boolean isBusy(Answer answer) {
        return answer.status() == TOO_MANY_REQUESTS || answer.status() >= SERVER_ERROR;
    }

    private Map<String, String> values(String deliveryId, String phone, String text) {
        Map<String, String> values = new HashMap<>(Map.of("deliveryId", deliveryId, "phone", phone, "text", text));
        secrets.forEach((name, value) -> values.put(SECRET + name, value));
        return values;
    }

    private static Outcome outcome(Meaning meaning, Answer answer) {
        String error = "answered " + answer.status();
        return switch (meaning) {
            case SENT -> Outcome.taken();
            case DELIVERED -> Outcome.delivered();
            case NOT_SENT -> Outcome.postponed(error, bounded(answer.retryAfter()));
            case REFUSED -> Outcome.refused(error);
            case UNKNOWN -> Outcome.unknown(error);
        };
    }

    private static @Nullable Duration bounded(@Nullable Duration asked) {
        return asked == null || asked.compareTo(MAX_RETRY_AFTER) < 0 ? asked : MAX_RETRY_AFTER;
    }
}
