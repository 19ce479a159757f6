package org.dupcheck.notifier.webhooks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.notifier.channels.Channel;
import org.dupcheck.notifier.channels.ChannelContext;
import org.dupcheck.notifier.channels.ChannelPlan;
import org.dupcheck.notifier.channels.ChannelProvider;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.channels.OutgoingMessage;
import org.dupcheck.notifier.channels.Receivers;
import org.dupcheck.notifier.outgoing.Answer;
import org.dupcheck.notifier.outgoing.NotSentException;
import org.dupcheck.notifier.outgoing.OutgoingHttp;
import org.dupcheck.store.Store;
import org.dupcheck.store.webhooks.WebhookEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Messages to servers of business modules. At least once: a receiver tells repeated messages by {@code webhook-id}, which a
 * message keeps.
 */
public final class WebhookChannel implements Channel {
    /** What {@code delivery.channel} holds. */
    public static final String NAME = "WEBHOOK";

    private static final int GONE = 410;

    private final Store store;
    private final Clock clock;
    private final WebhookSettings settings;
    private final OutgoingHttp http;
    private final SilentEndpoints silent = new SilentEndpoints(System::nanoTime);

    WebhookChannel(Store store, Clock clock, WebhookSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.http = new OutgoingHttp(settings.http(), clock);
    }

    /** Makes the channel on any node. */
    public static final class Provider implements ChannelProvider {
        @Override
        public Optional<Channel> open(ChannelContext context) {
            return Optional.of(
                    new WebhookChannel(context.store(), context.clock(), context.part(WebhookSettings.class)));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChannelPlan plan() {
        return new ChannelPlan(
                true, settings.tries(), settings.sendingTimeout(), settings.workers(), settings.pollInterval());
    }

    @Override
    public Optional<Receivers> receivers() {
        return Optional.of(silent);
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        Instant now = clock.instant();
        Optional<WebhookEndpoint> found =
                store.read(tables -> tables.webhookEndpoints().find(message.recipient(), now));
        if (found.isEmpty() || found.get().disabledAt() != null) {
            return Outcome.refused(found.isEmpty() ? "the endpoint was deleted" : "the endpoint is disabled");
        }
        WebhookEndpoint endpoint = found.get();
        try {
            return outcome(endpoint, post(endpoint, message, now));
        } catch (NotSentException e) {
            return Outcome.postponed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Outcome.unknown(String.valueOf(e.getMessage()));
        }
    }

    /** A failure at once, such as a refused connection, holds up nobody; one that took as long as connecting may is a silence. */
    private Answer post(WebhookEndpoint endpoint, OutgoingMessage message, Instant now) throws IOException {
        String id = endpoint.endpointId();
        silent.tried(id, settings.sendingTimeout());
        long begun = System.nanoTime();
        try {
            Answer answer = http.post(endpoint.url(), headers(endpoint, message, now), bytes(message));
            silent.answered(id);
            return answer;
        } catch (IOException e) {
            if (System.nanoTime() - begun < settings.http().connectTimeout().toNanos()) {
                silent.answered(id);
            } else {
                silent.timedOut(id);
            }
            throw e;
        }
    }

    private static byte[] bytes(OutgoingMessage message) {
        return message.body().getBytes(StandardCharsets.UTF_8);
    }

    /** The time is that of the attempt: receivers refuse old ones. */
    private static Map<String, String> headers(WebhookEndpoint endpoint, OutgoingMessage message, Instant now) {
        String id = "msg_" + message.deliveryId();
        long seconds = now.getEpochSecond();
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(seconds),
                "webhook-signature",
                Signature.of(endpoint.secrets(), id, seconds, message.body()));
    }

    private Outcome outcome(WebhookEndpoint endpoint, Answer answer) {
        String error = "answered " + answer.status();
        if (answer.isSuccess()) {
            return Outcome.delivered();
        }
        if (answer.status() == GONE) {
            disable(endpoint, error);
            return Outcome.refused(error);
        }
        return Outcome.postponed(error, bounded(answer.retryAfter()));
    }

    /** Nobody is there any more who wants to hear. */
    private void disable(WebhookEndpoint endpoint, String reason) {
        store.run(tables -> {
            tables.webhookEndpoints().disable(endpoint.endpointId(), reason, clock.instant());
            tables.deliveries().voidOfEndpoint(endpoint.endpointId(), reason, clock.instant());
        });
    }

    private @Nullable Duration bounded(@Nullable Duration asked) {
        return asked != null && asked.compareTo(settings.maxRetryAfter()) > 0 ? settings.maxRetryAfter() : asked;
    }

    @Override
    public void close() {
        http.close();
    }
}
