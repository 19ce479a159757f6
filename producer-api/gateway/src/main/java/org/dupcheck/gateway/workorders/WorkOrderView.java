package org.dupcheck.gateway.workorders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.gateway.common.CommandView;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.store.workorders.CommandViews;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderChange;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/**
 * A work order with its history and its commands, both oldest first.
 *
 * @param commands those that are kept, with what the business module answered
 */
public record WorkOrderView(
        String workOrderId,
        String businessType,
        String businessId,
        long revision,
        @Nullable String verdictId,
        WorkOrderState state,
        Instant updatedAt,
        List<WorkOrderChange> history,
        List<CommandView> commands,
        Map<String, String> links) {
    static WorkOrderView of(
            String id, WorkOrder order, List<WorkOrderChange> history, List<CommandViews.Listed> commands) {
        BusinessKey key = order.key();
        return new WorkOrderView(
                id,
                key.businessType(),
                key.businessId(),
                order.revision(),
                order.verdictId(),
                order.state(),
                order.updatedAt(),
                history,
                commands.stream().map(CommandView::of).toList(),
                links(key, order.verdictId()));
    }

    private static Map<String, String> links(BusinessKey key, @Nullable String verdictId) {
        String check = String.valueOf(Links.check(key, null).get("self"));
        return verdictId == null ? Map.of("check", check) : Map.of("check", check, "verdict", Links.verdict(verdictId));
    }
}
