package org.dupcheck.notifier;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.storetestkit.MigratedDatabase;

/** Reads what the notifier does, and puts into the tables what other roles and time do. */
public final class StoredRows implements AutoCloseable {
    public static final Instant TIME = Instant.parse("2026-03-01T07:59:00Z");
    public static final Applicant APPLICANT = new Applicant("user-1", "13812345678", "zh-CN");

    /** What the check role does. */
    public final Checks checks;

    private final Database database;

    public StoredRows(PostgresService postgres) {
        this(MigratedDatabase.open(postgres));
    }

    /** @param database is closed with this */
    public StoredRows(Database database) {
        this.database = database;
        checks = new Checks(database);
    }

    public Database database() {
        return database;
    }

    /** Lets time pass for what is due: the database's clock cannot be set, so the times are moved. */
    public void pass(Duration time) {
        database.inTransaction(session -> session.update(
                        "update due set due_at = due_at - ? * interval '1 millisecond'", time.toMillis())
                + session.update(
                        "update delivery set told_at = told_at - ? * interval '1 millisecond'", time.toMillis())
                + session.update(
                        "update address_use set used_at = used_at - ? * interval '1 millisecond'", time.toMillis()));
    }

    /** What was to be sent and done is out of the way: else time passes for it as well, and each of many runs takes longer. */
    public void forgetWhatIsDue() {
        database.inTransaction(session -> session.update("truncate due, delivery, address_use"));
    }

    /** As after the withdrawal of the submission, which is sent again and gets the verdict that it had. */
    public void takenBack(BusinessKey key) {
        database.inTransaction(session -> {
            session.update(
                    "update work_order set state = 'WITHDRAWN', told_verdict_id = null where business_type = ? and business_id = ?",
                    key.businessType(),
                    key.businessId());
            return session.update(
                    "update site_message set voided_at = ? where business_type = ? and business_id = ?",
                    TIME,
                    key.businessType(),
                    key.businessId());
        });
    }

    /** The version of the reference set; verdicts here are of version 7, or 8. */
    public void corpusVersion(long version) {
        database.inTransaction(session -> session.update("update corpus_state set version = ?", version));
    }

    /** Rechecks that are asked for: {@code version}, and whether a decision waits. */
    public List<String> rechecks(BusinessKey key) {
        return strings(
                "select corpus_version || case when for_decision then ' for decision' else '' end from recheck", key);
    }

    public static String workOrderId(BusinessKey key) {
        return "WO-" + key.businessId();
    }

    public static String verdictId(BusinessKey key, long revision) {
        return UUID.nameUUIDFromBytes((key + " " + revision).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public static ConfirmationEvent decision(BusinessKey key, long revision, Decision decision) {
        return new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                verdictId(key, revision),
                decision,
                "引用自有成果",
                "user-1",
                TIME.plusSeconds(revision));
    }

    /** {@code STATE revision workOrderId}, or nothing. */
    public List<String> workOrder(BusinessKey key) {
        return strings("select state || ' ' || revision || ' ' || work_order_id from work_order", key);
    }

    public List<String> history(BusinessKey key) {
        return strings("select concat_ws(' ', state, revision, user_id, reason) from work_order_history", key);
    }

    /** What was decided on a document, as the audit log has it: {@code ACTION revision userId note}. */
    public List<String> audited(BusinessKey key) {
        return database.read(session -> session.query("""
                select concat_ws(' ', l.action, l.revision, p.user_id, p.note) from audit_log l join audit_person p using (entry_id)
                 where l.subject = ? order by l.number
                """, row -> row.getString(1), key.toString()));
    }

    /** What is due about a document: {@code KIND subject}. */
    public List<String> due(BusinessKey key) {
        return database.read(session -> session.query(
                "select kind || ' ' || subject from due where subject = ? or subject like ? || '#%' order by 1",
                row -> row.getString(1), key.toString(), key.toString()));
    }

    /** Leaves nothing of a document to others that work off what is due. */
    public void forgetDue(BusinessKey key) {
        database.inTransaction(session -> session.update(
                "delete from due where subject = ? or subject like ? || '#%'", key.toString(), key.toString()));
    }

    /** {@code KIND revision}, with {@code voided} where it is. */
    public List<String> messages(BusinessKey key) {
        return strings(
                "select kind || ' ' || revision || case when voided_at is null then '' else ' voided' end from site_message",
                key);
    }

    /** The revisions that messages are about now, by the messages' ids. */
    public Map<Long, Long> revisionsOfMessages(BusinessKey key) {
        Map<Long, Long> revisions = new TreeMap<>();
        database.read(session -> session.query(
                "select id, revision from site_message where business_type = ? and business_id = ?",
                row -> revisions.put(row.getLong(1), row.getLong(2)),
                key.businessType(),
                key.businessId()));
        return revisions;
    }

    public List<String> messageTexts(BusinessKey key) {
        return strings(
                "select user_id || ': ' || title || ': ' || body from site_message", key, " and voided_at is null");
    }

    /** {@code STATE attempts}, with the error if there is one. */
    public List<String> deliveries(BusinessKey key) {
        return strings(
                "select state || ' ' || attempts || coalesce(' ' || error, '') from delivery",
                key,
                " and endpoint_id is null");
    }

    /** {@code KIND STATE}, with the reason where it is void, of what goes to people, oldest first. */
    public List<String> told(BusinessKey key) {
        return database.read(session -> session.query(
                "select concat_ws(' ', kind, state, void_reason) from delivery"
                        + " where business_type = ? and business_id = ? and endpoint_id is null order by told_at",
                row -> row.getString(1),
                key.businessType(),
                key.businessId()));
    }

    public long usesOfAddresses() {
        return database.read(session -> session.queryOne("select count(*) from address_use", row -> row.getLong(1)))
                .orElseThrow();
    }

    /** Deliveries of which nobody knows anything and nobody was told. */
    public int unknownAndNotFlagged(BusinessKey key) {
        return strings("select delivery_id from delivery", key, " and state = 'UNKNOWN' and flagged_at is null")
                .size();
    }

    /** Whether an operator is to look at a delivery. */
    public boolean flagged(BusinessKey key) {
        return !strings("select delivery_id from delivery", key, " and flagged_at is not null")
                .isEmpty();
    }

    /** As if something had overtaken these messages on the site. */
    public void voidMessages(BusinessKey key, String kind) {
        database.inTransaction(session -> session.update(
                "update site_message set voided_at = now() where business_type = ? and business_id = ? and kind = ?",
                key.businessType(),
                key.businessId(),
                kind));
    }

    /** Forgets what people have chosen: all tests have the same applicant. */
    public void deletePreferences() {
        database.inTransaction(
                session -> session.update("delete from preference") + session.update("delete from contact"));
    }

    /** The numbers that deliveries still know. */
    public List<String> recipients(BusinessKey key) {
        return strings("select coalesce(recipient, 'forgotten') from delivery", key);
    }

    public List<String> confirmations(BusinessKey key) {
        return strings("select decision || ' ' || outcome from confirmation", key);
    }

    public List<String> unsentCommands(BusinessKey key) {
        return strings("select command_id from work_order_command", key, " and sent_at is null");
    }

    public List<String> commands(BusinessKey key) {
        return strings("select body::text from work_order_command", key);
    }

    /** As a reviewer's decision on the current verdict is stored by the gateway. */
    public void reviewed(BusinessKey key, ReviewDecision decision, String note) {
        Store.on(database).run(tables -> {
            String verdictId = tables.workOrders().lockCheck(key).orElseThrow().verdictId();
            int number = tables.verdictReviews().acts(verdictId).size() + 1;
            tables.verdictReviews()
                    .add(
                            verdictId,
                            new ReviewAct(number, ReviewAct.Kind.of(decision), "rev-1", "Reviewer", TIME, note, null));
            tables.verdictReviews().decided(key, verdictId, decision, "rev-1");
            tables.due().schedule(DueKind.REVIEWED, key.toString(), Duration.ZERO);
        });
    }

    /** A policy for the type of all documents here. */
    public void policy(Policy policy) {
        Store.on(database).run(tables -> {
            var unused = tables.policies().save(new JsonCodec(), policy, null, TIME);
        });
    }

    /** As if the work order had come from that verdict. */
    public void orderRestsOn(BusinessKey key, String verdictId) {
        database.inTransaction(session -> session.update(
                "update work_order set verdict_id = ? where business_type = ? and business_id = ?",
                verdictId,
                key.businessType(),
                key.businessId()));
    }

    public void deleteDeliveries() {
        database.inTransaction(session -> session.update("delete from webhook_endpoint")
                + session.update("delete from due where kind like 'DELIVERY%'")
                + session.update("delete from delivery")
                + session.update("delete from address_use"));
    }

    public void unsent(BusinessKey key) {
        database.inTransaction(session -> session.update(
                "update work_order_command set sent_at = null where business_type = ? and business_id = ?",
                key.businessType(),
                key.businessId()));
    }

    /** As a process leaves it that dies while it sends. */
    public void sending(BusinessKey key) {
        database.inTransaction(session -> session.update(
                "update delivery set state = 'SENDING', attempts = 1 where business_type = ? and business_id = ?",
                key.businessType(),
                key.businessId()));
    }

    /** The states of the deliveries that ask about that content. */
    public List<String> deliveriesOf(BusinessKey key, String hash) {
        return strings("select state from delivery", key, " and kind = 'DUPLICATES' and content_hash = '" + hash + "'");
    }

    /** What is due of a document's deliveries. */
    public List<String> dueDeliveries(BusinessKey key) {
        return strings("select d.kind from due d join delivery m on m.delivery_id = d.subject", key);
    }

    /** {@code EVENT STATE attempts} of what goes to webhooks. */
    public List<String> webhookDeliveries(BusinessKey key) {
        return strings(
                "select kind || ' ' || state || ' ' || attempts || coalesce(' ' || error, '') from delivery",
                key,
                " and endpoint_id is not null");
    }

    private List<String> strings(String select, BusinessKey key) {
        return strings(select, key, "");
    }

    private List<String> strings(String select, BusinessKey key, String condition) {
        return database.read(session -> session.query(
                select + " where business_type = ? and business_id = ?" + condition + " order by 1",
                row -> row.getString(1),
                key.businessType(),
                key.businessId()));
    }

    @Override
    public void close() {
        database.close();
    }
}
