package org.dupcheck.gateway.workorders;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderChange;
import org.dupcheck.store.workorders.WorkOrderState;

/** Tells how far a work order is, and how it came there. */
public final class WorkOrderResource {
    private final Store store;

    /** Reads from the store alone. */
    public WorkOrderResource(Store store) {
        this.store = store;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(Links.API + "/work-orders/{workOrderId}", Parameters.only(this::get));
    }

    private void get(Context ctx) {
        String id = Parameters.path(ctx, "workOrderId");
        Answers.json(ctx, 200, store.read(tables -> {
            WorkOrder order = tables.workOrders()
                    .find(id)
                    .orElseThrow(() -> ProblemException.notFound("there is no such work order"));
            return WorkOrderView.of(id, order, tables.workOrders().history(id));
        }));
    }

    /** A work order with its history, oldest change first. */
    record WorkOrderView(
            String workOrderId,
            String businessType,
            String businessId,
            long revision,
            String verdictId,
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
                    Map.of(
                            "check", String.valueOf(Links.check(key, null).get("self")),
                            "verdict", Links.verdict(order.verdictId())));
        }
    }
}
