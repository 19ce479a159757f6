package org.dupcheck.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a business module is told by HTTP: the body of a webhook. It is thin: who wants to know more follows the links. The
 * same event may come more than once, with the same {@code webhook-id}, and later ones may overtake it: its time and revision
 * tell what is newer.
 *
 * @param type one of {@link #TYPES}
 * @param timestamp when it happened
 */
public record WebhookEvent(String type, Instant timestamp, Data data) {
    /** A submission's check has ended with a verdict. */
    public static final String VERDICT_FINISHED = "verdict.finished";

    /** All types; those of work orders are called by the state that the order has come to. */
    public static final List<String> TYPES = List.of(
            VERDICT_FINISHED,
            "work-order.check-failed",
            "work-order.awaiting-confirmation",
            "work-order.awaiting-review",
            "work-order.submitted",
            "work-order.withdrawn",
            "work-order.expired");

    /**
     * What it is about.
     *
     * @param workOrderId null with a verdict
     * @param state of the work order; null with a verdict
     * @param verdictId that the state rests on; null where it rests on none
     * @param contentHash of the verdict; null with a work order, as the next two
     * @param containment 0 to 1
     * @param links paths of the gateway, to the verdict and to the work order
     */
    public record Data(
            String businessType,
            String businessId,
            long revision,
            @Nullable String workOrderId,
            @Nullable String state,
            @Nullable String verdictId,
            @Nullable String contentHash,
            @Nullable ResultState resultState,
            @Nullable Double containment,
            Map<String, String> links) {
        public Data {
            links = Map.copyOf(links);
        }
    }
}
