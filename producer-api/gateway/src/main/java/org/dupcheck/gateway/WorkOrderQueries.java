package org.dupcheck.gateway;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** What the gateway reads of work orders. */
final class WorkOrderQueries {
    /** A work order has a handful of changes; one that has more is shown with its newest. */
    private static final int MAX_HISTORY = 1_000;

    private WorkOrderQueries() {}

    /** The newest, should several business documents name the same work order. */
    static Optional<WorkOrder> find(Session session, String workOrderId) throws SQLException {
        return session.queryOne(
                "select business_type, business_id, revision, verdict_id, state, updated_at from work_order"
                        + " where work_order_id = ? order by updated_at desc, business_type, business_id limit 1",
                row -> new WorkOrder(
                        row.getString("business_type"),
                        row.getString("business_id"),
                        row.getLong("revision"),
                        row.getString("verdict_id"),
                        row.getString("state"),
                        Session.instant(row, "updated_at")),
                workOrderId);
    }

    /** Oldest first. */
    static List<Change> history(Session session, String workOrderId) throws SQLException {
        return session.query(
                "select * from (select id, revision, verdict_id, state, reason, user_id, at from work_order_history"
                        + " where work_order_id = ? order by id desc limit ?) newest order by id",
                row -> new Change(
                        row.getString("state"),
                        row.getLong("revision"),
                        row.getString("verdict_id"),
                        row.getString("reason"),
                        row.getString("user_id"),
                        Session.instant(row, "at")),
                workOrderId,
                MAX_HISTORY);
    }

    /** A row of work_order. */
    record WorkOrder(
            String businessType, String businessId, long revision, String verdictId, String state, Instant updatedAt) {}

    /** A change of a work order's state. */
    record Change(
            String state,
            long revision,
            @Nullable String verdictId,
            @Nullable String reason,
            @Nullable String userId,
            Instant at) {}
}
