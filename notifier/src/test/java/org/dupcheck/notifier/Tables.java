package org.dupcheck.notifier;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.MigratedDatabase;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.reviews.ReviewAct;

/** Writes what the check role writes, and reads what the notifier does. */
public final class Tables implements AutoCloseable {
    public static final Instant TIME = Instant.parse("2026-03-01T07:59:00Z");
    public static final Applicant APPLICANT = new Applicant("user-1", "13812345678", "zh-CN");

    private final Database database;

    public Tables(PostgresService postgres) {
        database = MigratedDatabase.open(postgres);
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

    /** Finishes a check as the check role does, and gives the event it announces. */
    public VerdictEvent finished(BusinessKey key, long revision, Mode mode, ResultState result, Applicant applicant) {
        return finished(key, revision, mode, result, result == ResultState.NONE ? "[]" : "[\"DUPLICATES\"]", applicant);
    }

    /** As the other, with the reasons for a confirmation as the stored verdict's JSON has them. */
    public VerdictEvent finished(
            BusinessKey key, long revision, Mode mode, ResultState result, String reasons, Applicant applicant) {
        return finished(key, revision, mode, result, reasons, applicant, "text " + revision);
    }

    /** Finishes the check of a text that was sent before as another revision. */
    public VerdictEvent again(BusinessKey key, long revision, ResultState result, long sentBefore) {
        String reasons = result == ResultState.NONE ? "[]" : "[\"DUPLICATES\"]";
        return finished(key, revision, Mode.SUBMIT, result, reasons, APPLICANT, "text " + sentBefore);
    }

    /** As the others, of a text whose hash is given. */
    public VerdictEvent finished(
            BusinessKey key,
            long revision,
            Mode mode,
            ResultState result,
            String reasons,
            Applicant applicant,
            String hash) {
        String verdictId = verdictId(key, revision);
        String body = "{\"containment\": " + (result == ResultState.NONE ? "0.0" : "0.375")
                + ", \"confirmationReasons\": " + reasons
                + ", \"matches\": " + (result == ResultState.NONE ? "[]" : "[{}, {}, {}]") + "}";
        database.inTransaction(session -> {
            check(session, key, revision, mode, CheckState.FINISHED, result, verdictId);
            session.update(
                    "update check_task set result = cast(? as json), hash = ? where business_type = ? and business_id = ?",
                    body,
                    hash,
                    key.businessType(),
                    key.businessId());
            session.update(
                    "insert into verdict (verdict_id, business_type, business_id, mode, revision, content_hash,"
                            + " corpus_version, engine_version, settings_version, result_state, created_at, body)"
                            + " values (?, ?, ?, 'SUBMIT', ?, ?, 7, 'e1', 's1', ?, ?, cast(? as json))"
                            + " on conflict do nothing",
                    verdictId,
                    key.businessType(),
                    key.businessId(),
                    revision,
                    hash,
                    result.code(),
                    TIME,
                    body);
            return submission(session, key, revision, applicant);
        });
        boolean clean = result == ResultState.NONE;
        return new VerdictEvent(
                key.businessType(),
                key.businessId(),
                revision,
                mode,
                CheckState.FINISHED,
                verdictId,
                result,
                clean ? 0.0 : 0.375,
                clean ? 0 : 3,
                7L,
                null,
                TIME);
    }

    /**
     * Puts another verdict in the place of the current one, as a change of the reference set does.
     *
     * @param name tells it from others of this revision
     */
    public VerdictEvent followed(BusinessKey key, long revision, String name, double containment) {
        return followed(
                key,
                revision,
                name,
                containment,
                "CORPUS_CHANGE",
                containment == 0
                        ? ", \"confirmationReasons\": [], \"matches\": []}"
                        : ", \"confirmationReasons\": [\"DUPLICATES\"], \"matches\": [{}]}");
    }

    /** The same, with another open submission that has the same text. */
    public VerdictEvent pending(BusinessKey key, long revision, String name) {
        return followed(
                key, revision, name, 0, "RECHECK", ", \"confirmationReasons\": [\"PENDING\"], \"matches\": []}");
    }

    private VerdictEvent followed(
            BusinessKey key, long revision, String name, double containment, String reason, String findings) {
        ResultState result = containment == 0 ? ResultState.NONE : ResultState.DUPLICATES;
        String verdictId = UUID.nameUUIDFromBytes((key + name).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        String json = "{\"reason\": \"" + reason + "\", \"containment\": " + containment + findings;
        database.inTransaction(session -> {
            session.update(
                    "insert into verdict (verdict_id, business_type, business_id, mode, revision, content_hash,"
                            + " corpus_version, engine_version, settings_version, result_state, created_at, body)"
                            + " select ?, business_type, business_id, 'SUBMIT', revision, coalesce(hash, 'text'), 8, 'e1', 's1',"
                            + " ?, ?, cast(? as json) from check_task where business_type = ? and business_id = ? and revision = ?",
                    verdictId,
                    result.code(),
                    TIME,
                    json,
                    key.businessType(),
                    key.businessId(),
                    revision);
            return session.update(
                    "update check_task set verdict_id = ?, result_state = ?, result = cast(? as json)"
                            + " where business_type = ? and business_id = ? and revision = ?",
                    verdictId,
                    result.code(),
                    json,
                    key.businessType(),
                    key.businessId(),
                    revision);
        });
        return new VerdictEvent(
                key.businessType(),
                key.businessId(),
                revision,
                Mode.SUBMIT,
                CheckState.FINISHED,
                verdictId,
                result,
                containment,
                containment == 0 ? 0 : 1,
                8L,
                null,
                TIME);
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

    /** Finishes a check without matches that must not submit by itself. */
    public VerdictEvent waiting(BusinessKey key, long revision, ConfirmationReason... reasons) {
        String json =
                Stream.of(reasons).map(reason -> '"' + reason.name() + '"').collect(Collectors.joining(", ", "[", "]"));
        return finished(key, revision, Mode.SUBMIT, ResultState.NONE, json, APPLICANT);
    }

    public VerdictEvent clean(BusinessKey key, long revision) {
        return finished(key, revision, Mode.SUBMIT, ResultState.NONE, APPLICANT);
    }

    public VerdictEvent duplicates(BusinessKey key, long revision) {
        return finished(key, revision, Mode.SUBMIT, ResultState.DUPLICATES, APPLICANT);
    }

    public VerdictEvent failed(BusinessKey key, long revision) {
        database.inTransaction(session -> {
            check(session, key, revision, Mode.SUBMIT, CheckState.FAILED, null, null);
            return submission(session, key, revision, APPLICANT);
        });
        return ended(key, revision, Mode.SUBMIT, CheckState.FAILED, "the check failed");
    }

    public VerdictEvent withdrawn(BusinessKey key, long revision) {
        running(key, revision, Mode.WITHDRAW, CheckState.WITHDRAWN);
        return ended(key, revision, Mode.WITHDRAW, CheckState.WITHDRAWN, null);
    }

    /** The check's row as it is while a revision is being checked, or in any other state without a verdict. */
    public void running(BusinessKey key, long revision, Mode mode, CheckState state) {
        database.inTransaction(session -> {
            check(session, key, revision, mode, state, null, null);
            return null;
        });
    }

    private static VerdictEvent ended(BusinessKey key, long revision, Mode mode, CheckState state, String error) {
        return new VerdictEvent(
                key.businessType(), key.businessId(), revision, mode, state, null, null, null, null, null, error, TIME);
    }

    private static void check(
            org.dupcheck.runtime.database.Session session,
            BusinessKey key,
            long revision,
            Mode mode,
            CheckState state,
            ResultState result,
            String verdictId)
            throws java.sql.SQLException {
        session.update(
                """
                insert into check_task (business_type, business_id, create_time, update_time, record_partition,
                                        record_offset, record_time, revision, mode, state, result_state, verdict_id)
                values (?, ?, ?, ?, 0, 0, now(), ?, ?, ?, ?, ?)
                    on conflict (business_type, business_id) do update
                   set revision = excluded.revision, mode = excluded.mode, state = excluded.state,
                       result_state = excluded.result_state, verdict_id = excluded.verdict_id, result = null
                """,
                key.businessType(),
                key.businessId(),
                TIME,
                TIME,
                revision,
                mode.name(),
                state.code(),
                result == null ? null : result.code(),
                verdictId);
    }

    private static int submission(
            org.dupcheck.runtime.database.Session session, BusinessKey key, long revision, Applicant applicant)
            throws java.sql.SQLException {
        return session.update(
                """
                insert into submission (business_type, business_id, revision, title, sections, user_id, phone,
                                        locale, work_order_id, retain_until)
                values (?, ?, ?, '智慧水务平台', '[]', ?, ?, ?, ?, ?) on conflict do nothing
                """,
                key.businessType(),
                key.businessId(),
                revision,
                applicant == null ? null : applicant.userId(),
                applicant == null ? null : applicant.phone(),
                applicant == null ? null : applicant.locale(),
                workOrderId(key),
                TIME);
    }

    public static String workOrderId(BusinessKey key) {
        return "WO-" + key.businessId();
    }

    public static String verdictId(BusinessKey key, long revision) {
        return UUID.nameUUIDFromBytes((key + " " + revision).getBytes(java.nio.charset.StandardCharsets.UTF_8))
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
        return strings(
                "select state || ' ' || revision || coalesce(' ' || user_id || ' ' || reason, '') from work_order_history",
                key);
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
