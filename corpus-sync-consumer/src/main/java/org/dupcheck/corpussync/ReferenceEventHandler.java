package org.dupcheck.corpussync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.runtime.consume.BatchHandler;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.failure.RetryLaterException;

/**
 * Applies a batch of reference events in transactions of bounded size. A record that cannot be read fails alone. Where a
 * transaction fails, its changes are applied one by one: those that can be applied are, and the others fail. Thread-safe.
 */
final class ReferenceEventHandler implements BatchHandler {
    private final ReferenceEventReader reader;
    private final ReferenceStore store;
    private final int maxTransactionBytes;

    ReferenceEventHandler(ReferenceEventReader reader, ReferenceStore store, int maxTransactionBytes) {
        this.reader = reader;
        this.store = store;
        this.maxTransactionBytes = maxTransactionBytes;
    }

    /** @throws RetryLaterException where the database is away; what was applied before changes nothing a second time */
    @Override
    public Map<Delivery, Throwable> handle(List<Delivery> batch) {
        Batch work = new Batch();
        for (Delivery delivery : batch) {
            work.add(delivery);
        }
        work.apply();
        return work.failures;
    }

    private record Event(Delivery delivery, ReferenceChange change) {}

    /** The work on one batch, by one thread. */
    private final class Batch {
        private final Map<Delivery, Throwable> failures = new HashMap<>();
        /** Whose event failed: what follows it has to wait for it. */
        private final Set<DocumentKey> failedDocuments = new HashSet<>();

        private final List<Event> transaction = new ArrayList<>();
        private long bytes;

        void add(Delivery delivery) {
            ReferenceChange change;
            try {
                change = reader.read(delivery);
            } catch (RuntimeException | StackOverflowError e) {
                failures.put(delivery, e);
                return;
            }
            int size = sizeOf(delivery);
            if (bytes + size > maxTransactionBytes) {
                apply();
            }
            transaction.add(new Event(delivery, change));
            bytes += size;
        }

        void apply() {
            List<Event> events = List.copyOf(transaction);
            transaction.clear();
            bytes = 0;
            if (events.isEmpty()) {
                return;
            }
            if (failedDocuments.isEmpty()) {
                try {
                    store.apply(events.stream().map(Event::change).toList());
                    return;
                } catch (RetryLaterException e) {
                    throw e;
                } catch (RuntimeException e) {
                    if (events.size() == 1) {
                        fail(events.get(0), e);
                        return;
                    }
                }
            }
            events.forEach(this::applyAlone);
        }

        private void applyAlone(Event event) {
            if (failedDocuments.contains(event.change().key())) {
                failures.put(event.delivery(), new IllegalStateException("an earlier event of the document failed"));
                return;
            }
            try {
                store.apply(List.of(event.change()));
            } catch (RetryLaterException e) {
                throw e;
            } catch (RuntimeException e) {
                fail(event, e);
            }
        }

        private void fail(Event event, RuntimeException failure) {
            failures.put(event.delivery(), failure);
            failedDocuments.add(event.change().key());
        }
    }

    private static int sizeOf(Delivery delivery) {
        byte[] value = delivery.value();
        return value == null ? 0 : value.length;
    }
}
