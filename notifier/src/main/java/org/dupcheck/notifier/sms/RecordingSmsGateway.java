package org.dupcheck.notifier.sms;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends nothing and remembers what it was given, for local use, demonstrations and tests. Thread-safe; keeps the newest
 * messages up to a bound.
 */
public final class RecordingSmsGateway implements SmsGateway {
    public static final int DEFAULT_CAPACITY = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(RecordingSmsGateway.class);

    private final int capacity;
    private final Deque<Sms> sent = new ArrayDeque<>();

    public RecordingSmsGateway() {
        this(DEFAULT_CAPACITY);
    }

    /** @param capacity messages kept, at least 1; the oldest go first */
    public RecordingSmsGateway(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: at least 1 expected, not " + capacity);
        }
        this.capacity = capacity;
    }

    /** A message that was taken. */
    public record Sms(String deliveryId, String phone, String text) {
        /** With the number masked and without the text. */
        @Override
        public String toString() {
            return "Sms[" + deliveryId + ", " + PhoneMask.mask(phone) + "]";
        }
    }

    @Override
    public Outcome send(String deliveryId, String phone, String text) {
        synchronized (sent) {
            if (sent.size() == capacity) {
                sent.removeFirst();
            }
            sent.addLast(new Sms(deliveryId, phone, text));
        }
        LOG.info("SMS {} to {} recorded, not sent", deliveryId, PhoneMask.mask(phone));
        return Outcome.taken();
    }

    /** The messages kept, oldest first. */
    public List<Sms> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }
}
