package org.dupcheck.gateway.workorders;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.workorders.WorkOrder;

/** Tells how far a work order is, how it came there, and what the business module was told and has answered. */
public final class WorkOrderResource {
    private final Gate gate;
    private final Store store;

    /** Reads from the store alone. */
    public WorkOrderResource(Gate gate, Store store) {
        this.gate = gate;
        this.store = store;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                Links.API + "/work-orders/{workOrderId}",
                Parameters.only(this::get),
                Role.MODULE,
                Role.APPLICANT,
                Role.REVIEWER,
                Role.OPERATOR,
                Role.AUDITOR);
    }

    private void get(Context ctx) {
        String id = Parameters.path(ctx, "workOrderId");
        WorkOrder order = store.read(tables -> tables.workOrders().find(id)).stream()
                .filter(one -> gate.sees(ctx, one.key()))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("there is no such work order"));
        Answers.json(
                ctx,
                200,
                store.read(tables -> WorkOrderView.of(
                        id,
                        order,
                        tables.workOrders().history(order),
                        tables.commandViews().of(order))));
    }
}
