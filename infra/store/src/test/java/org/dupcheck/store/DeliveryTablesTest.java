package org.dupcheck.store;

import java.time.Duration;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.deliveries.NewDelivery;
import org.dupcheck.store.deliveries.OpenDelivery;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.workorders.WorkOrderState;

/** Deliveries about one document, and what becomes of them. */
abstract class DeliveryTablesTest extends StoreTest {
    static Due claimed() {
        return all(tables -> tables.due().claim(DueKind.DELIVERY_SMS, Duration.ofMinutes(1), 1))
                .get(0);
    }

    void awaited(long revision) {
        duplicates(revision);
        sql("update check_task set hash = 'hash'");
        sql("delete from work_order");
        sql(
                "insert into work_order (business_type, business_id, work_order_id, revision, verdict_id, state, updated_at)"
                        + " values (?, ?, 'WO', ?, ?, ?, now())",
                key.businessType(),
                key.businessId(),
                revision,
                verdictId(revision),
                WorkOrderState.AWAITING_CONFIRMATION.name());
    }

    boolean add(long revision, String hash, String kind) {
        NewDelivery.Truth truth = new NewDelivery.Truth(hash, WorkOrderState.AWAITING_CONFIRMATION);
        return holds(tables -> tables.deliveries()
                .add(
                        new NewDelivery(
                                "SMS",
                                key,
                                revision,
                                NewDelivery.occasion(hash, kind, ""),
                                kind,
                                truth,
                                "13812345678",
                                null,
                                null,
                                "text"),
                        now()));
    }

    OpenDelivery open() {
        String id = column("select delivery_id from delivery").get(0);
        return found(tables -> tables.openDeliveries().lock(id)).orElseThrow();
    }

    boolean outcome(String id, int attempt, DeliveryState state) {
        return holds(tables -> tables.attempts().setOutcome(id, attempt, state, null, now()));
    }

    void state(long revision, DeliveryState state) {
        sql("update delivery set state = ? where revision = ?", state.name(), revision);
    }

    String rows() {
        return String.join(
                ", ", column("select state || ' ' || attempts || ' ' || coalesce(recipient, '-') from delivery"));
    }
}
