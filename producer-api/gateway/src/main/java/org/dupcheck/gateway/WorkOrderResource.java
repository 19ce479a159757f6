package org.dupcheck.gateway;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.gateway.WorkOrderQueries.Change;
import org.dupcheck.gateway.WorkOrderQueries.WorkOrder;
import org.dupcheck.runtime.database.Database;

/** Tells how far a work order is, and how it came there. */
final class WorkOrderResource {
    private final Database database;

    WorkOrderResource(Database database) {
        this.database = database;
    }

    void addTo(RoutesConfig routes) {
        routes.get(Links.API + "/work-orders/{workOrderId}", Parameters.only(this::get));
    }

    private void get(Context ctx) {
        String id = Parameters.path(ctx, "workOrderId");
        Answers.json(ctx, 200, database.read(session -> {
            WorkOrder order = WorkOrderQueries.find(session, id)
                    .orElseThrow(() -> ProblemException.notFound("there is no such work order"));
            return WorkOrderView.of(id, order, WorkOrderQueries.history(session, id));
        }));
    }

    /** A work order with its history, oldest change first. */
    record WorkOrderView(
            String workOrderId,
            String businessType,
            String businessId,
            long revision,
            String verdictId,
            String state,
            Instant updatedAt,
            List<Change> history,
            Map<String, String> links) {
        static WorkOrderView of(String id, WorkOrder order, List<Change> history) {
            BusinessKey key = new BusinessKey(order.businessType(), order.businessId());
            return new WorkOrderView(
                    id,
                    order.businessType(),
                    order.businessId(),
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
