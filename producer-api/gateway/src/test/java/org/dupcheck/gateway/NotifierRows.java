package org.dupcheck.gateway;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Database;

/** Writes work orders and what goes out as the notifier does. */
public final class NotifierRows {
    private final Database database;

    NotifierRows(Database database) {
        this.database = database;
    }

    public void message(BusinessKey key, long revision, String userId, String kind, Instant voided) {
        update(
                "insert into site_message (business_type, business_id, revision, user_id, kind, title, body,"
                        + " created_at, voided_at) values (?, ?, ?, ?, ?, '查重完成', '未发现重复', ?, ?)",
                key.businessType(),
                key.businessId(),
                revision,
                userId,
                kind,
                Instant.now(),
                voided);
    }

    public void workOrder(BusinessKey key, long revision, String workOrderId, String verdictId, List<String> states) {
        for (String state : states) {
            update(
                    "insert into work_order_history (business_type, business_id, work_order_id, revision, verdict_id,"
                            + " state, reason, user_id, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    key.businessType(),
                    key.businessId(),
                    workOrderId,
                    revision,
                    verdictId,
                    state,
                    state.equals("SUBMITTED") ? "延续性项目" : null,
                    state.equals("SUBMITTED") ? "u1" : null,
                    Instant.now());
        }
        update(
                "insert into work_order (business_type, business_id, work_order_id, revision, verdict_id, state,"
                        + " updated_at) values (?, ?, ?, ?, ?, ?, ?)",
                key.businessType(),
                key.businessId(),
                workOrderId,
                revision,
                verdictId,
                states.get(states.size() - 1),
                Instant.now());
    }

    /** An address that hears of a type's documents. */
    public void webhook(String id, String type) {
        update(
                "insert into webhook_endpoint (endpoint_id, business_type, url, events, secret, created_at)"
                        + " values (?, ?, 'https://hook.example/', '{}', 'whsec_AAAA', now())",
                id,
                type);
    }

    /** Something that was sent to such an address. */
    public void webhookDelivery(String id, String webhook, BusinessKey key, String state, Instant time) {
        update(
                "insert into delivery (delivery_id, channel, business_type, business_id, revision, occasion, kind,"
                        + " endpoint_id, body, state, attempts, created_at, updated_at)"
                        + " values (?, 'WEBHOOK', ?, ?, 1, ?, 'verdict.finished', ?, '{}', ?, 1, ?, ?)",
                id,
                key.businessType(),
                key.businessId(),
                id,
                webhook,
                state,
                time,
                time);
    }

    /** A command that waits to be published, or was set aside. */
    public void command(BusinessKey key, String id, long revision, boolean isSetAside) {
        update(
                "insert into work_order_command (command_id, business_type, business_id, revision, body, created_at,"
                        + " set_aside_at, tries) values (?, ?, ?, ?, '{\"kind\": \"SUBMIT\"}', now(), ?, 5)",
                id,
                key.businessType(),
                key.businessId(),
                revision,
                isSetAside ? Instant.now() : null);
    }

    private void update(String sql, Object... parameters) {
        int unused = database.inTransaction(session -> session.update(sql, parameters));
    }
}
