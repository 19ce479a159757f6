package org.dupcheck.corpussync;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.runtime.consume.BatchHandler;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.jspecify.annotations.Nullable;

/**
 * Applies a batch of reference events in transactions of bounded size. What can be read is applied even where a
 * neighbour in the batch cannot; the batch then fails, the loop hands its records in one by one, and only the bad ones
 * fail again and go to the dead letters. Thread-safe.
 */
final class ReferenceEventHandling implements BatchHandler {
    private final ReferenceEventReader reader;
    private final ReferenceStore store;
    private final int maxTransactionBytes;
    private final AppliedRecords applied;

    ReferenceEventHandling(
            ReferenceEventReader reader, ReferenceStore store, int maxTransactionBytes, AppliedRecords applied) {
        this.reader = reader;
        this.store = store;
        this.maxTransactionBytes = maxTransactionBytes;
        this.applied = applied;
    }

    @Override
    public void handle(List<Delivery> batch) {
        if (batch.size() == 1) {
            handleAlone(batch.get(0));
            return;
        }
        List<Delivery> good = new ArrayList<>(batch.size());
        RejectedRecordException fault = applyReadable(batch, good);
        if (fault != null) {
            applied.remember(good);
            throw fault;
        }
    }

    private void handleAlone(Delivery delivery) {
        if (!applied.forget(delivery)) {
            store.apply(List.of(reader.read(delivery)));
        }
    }

    /** Applies what can be read, adds it to {@code good}, and returns what was wrong with the first one that cannot. */
    private @Nullable RejectedRecordException applyReadable(List<Delivery> batch, List<Delivery> good) {
        RejectedRecordException fault = null;
        List<ReferenceChange> changes = new ArrayList<>(batch.size());
        long bytes = 0;
        for (Delivery delivery : batch) {
            try {
                ReferenceChange change = reader.read(delivery);
                int size = sizeOf(delivery);
                if (bytes + size > maxTransactionBytes && !changes.isEmpty()) {
                    store.apply(changes);
                    changes.clear();
                    bytes = 0;
                }
                changes.add(change);
                bytes += size;
                good.add(delivery);
            } catch (RejectedRecordException e) {
                fault = fault == null ? e : fault;
            }
        }
        if (!changes.isEmpty()) {
            store.apply(changes);
        }
        return fault;
    }

    private static int sizeOf(Delivery delivery) {
        byte[] value = delivery.value();
        return value == null ? 0 : value.length;
    }
}
