package org.dupcheck.notifier.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Store;
import org.dupcheck.store.deliveries.Channel;
import org.dupcheck.store.deliveries.ClaimedDelivery;
import org.dupcheck.store.deliveries.DeliveryState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of one SMS: it is taken from the table, handed to the gateway, and its outcome stored. Where nobody knows
 * whether it went out, it is never sent again. No transaction is open while the gateway is called. Thread-safe.
 */
public final class SmsDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(SmsDelivery.class);

    private final Store store;
    private final SmsGateway gateway;
    private final SmsSettings settings;
    private final Clock clock;
    private final SmsMeters meters;

    /** Sends nothing by itself. */
    public SmsDelivery(Store store, SmsGateway gateway, SmsSettings settings, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.gateway = gateway;
        this.settings = settings;
        this.clock = clock;
        this.meters = new SmsMeters(meters);
    }

    /** A message that is being sent for too long was in the hands of a process that died, or of a gateway that hangs. */
    public void giveUpLost() {
        Instant now = clock.instant();
        int lost = store.inTransaction(tables ->
                tables.deliveries().giveUpSendingSince(Channel.SMS, now.minus(settings.sendingTimeout()), now));
        meters.delivered(DeliveryState.UNKNOWN, lost);
    }

    /**
     * Sends one message that is due; false where none is.
     *
     * @param patience asked while the outcome cannot be stored since the database is away: waits a moment, and says whether to
     *     try again
     */
    public boolean sendOne(BooleanSupplier patience) {
        RetryPolicy retry = settings.retry();
        Optional<ClaimedDelivery> claimed = store.inTransaction(tables ->
                tables.deliveries().claim(Channel.SMS, retry.firstDelay(), retry.maxDelay(), clock.instant()));
        claimed.filter(ClaimedDelivery::stillTrue).ifPresent(sms -> send(sms, patience));
        return claimed.isPresent();
    }

    private void send(ClaimedDelivery sms, BooleanSupplier patience) {
        Sent sent = hand(sms);
        if (sent.error() != null) {
            LOG.warn("SMS {} is {} after attempt {}: {}", sms.deliveryId(), sent.state(), sms.attempts(), sent.error());
        }
        store(sms, sent, patience);
        meters.delivered(sent.state(), 1);
    }

    /** What the gateway said of a message. */
    private record Sent(DeliveryState state, @Nullable String error) {}

    private Sent hand(ClaimedDelivery sms) {
        try {
            gateway.send(sms.deliveryId(), sms.recipient(), sms.body());
            return new Sent(DeliveryState.SENT, null);
        } catch (SmsRefusedException e) {
            return new Sent(DeliveryState.FAILED, e.getMessage());
        } catch (SmsPostponedException e) {
            boolean another = sms.attempts() < settings.retry().maxAttempts();
            return new Sent(another ? DeliveryState.PENDING : DeliveryState.FAILED, e.getMessage());
        } catch (SmsOutcomeUnknownException e) {
            return new Sent(DeliveryState.UNKNOWN, e.getMessage());
        } catch (RuntimeException e) {
            // not the gateway's own word: its message may hold anything
            return new Sent(DeliveryState.UNKNOWN, e.getClass().getName());
        }
    }

    /**
     * While the database is away the outcome waits here. Where it cannot be stored for another reason, or is lost with this
     * process, the message stays as being sent until {@link #giveUpLost} calls its outcome unknown: a failure of ours says
     * nothing about the message.
     */
    private void store(ClaimedDelivery sms, Sent sent, BooleanSupplier patience) {
        while (true) {
            try {
                store.run(tables ->
                        tables.deliveries().setOutcome(sms.deliveryId(), sent.state(), sent.error(), clock.instant()));
                return;
            } catch (RetryLaterException e) {
                if (!patience.getAsBoolean()) {
                    throw e;
                }
            }
        }
    }
}
