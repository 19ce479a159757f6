package org.dupcheck.notifier;

import static org.dupcheck.notifier.StoredRows.APPLICANT;
import static org.dupcheck.notifier.StoredRows.TIME;
import static org.dupcheck.notifier.StoredRows.verdictId;
import static org.dupcheck.notifier.StoredRows.workOrderId;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;

/** Ends checks as the check role does, and gives the events that it announces. */
public final class Checks {
    private final Database database;
    private final AtomicInteger tries = new AtomicInteger();

    Checks(Database database) {
        this.database = database;
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
        String verdictId = UUID.nameUUIDFromBytes((key + name).getBytes(StandardCharsets.UTF_8))
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
        String error = "the check failed in try " + tries.incrementAndGet();
        database.inTransaction(session -> {
            check(session, key, revision, Mode.SUBMIT, CheckState.FAILED, null, null);
            session.update(
                    "update check_task set error = ? where business_type = ? and business_id = ?",
                    error,
                    key.businessType(),
                    key.businessId());
            return submission(session, key, revision, APPLICANT);
        });
        return ended(key, revision, Mode.SUBMIT, CheckState.FAILED, error);
    }

    /** The order waits for the check of that revision, as the begin of a check leaves it. */
    public void waits(BusinessKey key, long revision) {
        database.inTransaction(session -> session.update(
                "update work_order set state = 'WAITING_CHECK', revision = ?, verdict_id = null"
                        + " where business_type = ? and business_id = ?",
                revision,
                key.businessType(),
                key.businessId()));
    }

    public VerdictEvent withdrawn(BusinessKey key, long revision) {
        running(key, revision, Mode.WITHDRAW, CheckState.WITHDRAWN);
        return ended(key, revision, Mode.WITHDRAW, CheckState.WITHDRAWN, null);
    }

    /** Says for whom the withdrawal was sent. */
    public void withdrawnBy(BusinessKey key, String sender) {
        database.inTransaction(session -> session.update(
                "update check_task set withdrawn_by = ? where business_type = ? and business_id = ?",
                sender,
                key.businessType(),
                key.businessId()));
    }

    /** Null where it is not known, or no longer. */
    public String withdrawnBy(BusinessKey key) {
        return database.read(session -> session.query(
                        "select withdrawn_by from check_task where business_type = ? and business_id = ?",
                        row -> row.getString(1),
                        key.businessType(),
                        key.businessId()))
                .get(0);
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
            Session session,
            BusinessKey key,
            long revision,
            Mode mode,
            CheckState state,
            ResultState result,
            String verdictId)
            throws SQLException {
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

    private static int submission(Session session, BusinessKey key, long revision, Applicant applicant)
            throws SQLException {
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
}
