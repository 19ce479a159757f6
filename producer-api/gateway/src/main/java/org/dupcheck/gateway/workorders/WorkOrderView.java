package org.dupcheck.gateway.workorders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderChange;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/** A work order with its history, oldest change first. */
public record WorkOrderView(
        String workOrderId,
        String businessType,
        String businessId,
        long revision,
        @Nullable String verdictId,
        WorkOrderState state,
        Instant updatedAt,
        List<WorkOrderChange> history,
        Map<String, String> links) {
    static WorkOrderView of(String id, WorkOrder order, List<WorkOrderChange> history) {
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
                links(key, order.verdictId()));
    }

    private static Map<String, String> links(BusinessKey key, @Nullable String verdictId) {
        String check = String.valueOf(Links.check(key, null).get("self"));
        return verdictId == null ? Map.of("check", check) : Map.of("check", check, "verdict", Links.verdict(verdictId));
    }
}
