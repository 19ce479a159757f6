package org.dupcheck.client;

import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try of a record: read it, hand it in, and see what came of it. On the listener's thread only.
 *
 * @param <T> what the records of the topic are
 */
final class RecordAttempt<T extends Message> {
    private static final Logger log = LoggerFactory.getLogger(RecordAttempt.class);
    private static final JsonCodec CODEC = new JsonCodec();

    private final Class<T> type;
    private final Taker<T> taker;
    private final Retries retries;
    private final SetAsideCallback onSetAside;
    private final Counters counters;

    RecordAttempt(Class<T> type, Taker<T> taker, ListenerBuilder<?> builder, Counters counters) {
        this.type = type;
        this.taker = taker;
        this.retries = builder.retries;
        this.onSetAside = builder.onSetAside;
        this.counters = counters;
    }

    /** Whoever wants the messages. */
    interface Taker<T> {
        /** @return whether it was new to it */
        boolean take(T message) throws Exception;
    }

    /** Tries the record that is due, and puts it where it belongs then: away, or to rest. */
    void hand(PendingRecord record, PendingRecords pending) {
        if (finished(record)) {
            pending.finish(record);
        } else {
            pending.rest(record, retries.pauseMillis(record.failures()));
        }
    }

    private boolean finished(PendingRecord record) {
        T message;
        try {
            message = CODEC.read(record.key(), record.value(), type);
        } catch (InvalidMessageException e) {
            return setAside(record, e);
        }
        try {
            (taker.take(message) ? counters.taken : counters.repeated).incrementAndGet();
            return true;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt(); // ends the listener at its next poll
            }
            counters.failedTries.incrementAndGet();
            return failed(record, e);
        }
    }

    private boolean failed(PendingRecord record, Exception failure) {
        if (Outage.explains(failure)) {
            record.met();
        } else {
            record.failed();
        }
        if (record.counted() >= retries.maxTries()) {
            return setAside(record, failure);
        }
        if (record.failures() == 1) {
            log.warn("{} was not taken and is handed in again", record, failure);
        } else {
            log.warn("{} was not taken in {} tries: {}", record, record.failures(), failure.toString());
        }
        return false;
    }

    /** Where even this fails, the record stays: nothing is lost in silence. */
    private boolean setAside(PendingRecord record, Exception failure) {
        try {
            onSetAside.accept(record.setAside(failure));
            counters.setAside.incrementAndGet();
            return true;
        } catch (Exception e) {
            record.met();
            log.error("{} cannot be set aside, and is tried again", record, e);
            return false;
        }
    }
}
