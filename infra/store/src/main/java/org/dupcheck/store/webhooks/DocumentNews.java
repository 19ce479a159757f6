package org.dupcheck.store.webhooks;

import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.jspecify.annotations.Nullable;

/**
 * How a document stands, as far as others are told.
 *
 * @param finished its check's verdict, where that is current and of a submission; else null
 * @param order its work order; null where it has none
 */
public record DocumentNews(
        BusinessKey key,
        @Nullable Finished finished,
        @Nullable Order order) {
    /** A verdict; {@code containment} is from 0 to 1. */
    public record Finished(
            String verdictId,
            long revision,
            String contentHash,
            ResultState resultState,
            double containment,
            Instant at) {}

    /**
     * A work order's state.
     *
     * @param verdictId that it rests on; null where it rests on none
     * @param at since when
     */
    public record Order(
            String workOrderId,
            String state,
            long revision,
            @Nullable String verdictId,
            Instant at) {}
}
