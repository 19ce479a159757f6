package org.dupcheck.check;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.Store;
import org.dupcheck.store.references.ReferenceViews;

/** The database as a test looks at it, and as corpus sync would change it. */
public final class StoredRows {
    private final Database database;
    private final JsonCodec codec = new JsonCodec();

    public StoredRows(Database database) {
        this.database = database;
    }

    /** A row of check_task. */
    public record Task(
            CheckState state,
            Integer resultState,
            long revision,
            int attempts,
            String hash,
            String verdictId,
            String result,
            String error,
            int pagesDone,
            int pagesTotal,
            long recordOffset,
            String withdrawnBy) {}

    Optional<Task> task(String businessId) {
        return database.read(session -> session.queryOne(
                "select * from check_task where business_type = 'project' and business_id = ?",
                row -> new Task(
                        CheckState.ofCode(row.getInt("state")),
                        (Integer) row.getObject("result_state"),
                        row.getLong("revision"),
                        row.getInt("attempts"),
                        row.getString("hash"),
                        row.getString("verdict_id"),
                        row.getString("result"),
                        row.getString("error"),
                        row.getInt("pages_done"),
                        row.getInt("pages_total"),
                        row.getLong("record_offset"),
                        row.getString("withdrawn_by")),
                businessId));
    }

    /** A row of pre_check. */
    public record PreCheck(CheckState state, Integer resultState, long revision, String verdictId) {}

    public Optional<PreCheck> preCheck(String businessId, String sectionKey) {
        return database.read(session -> session.queryOne(
                "select * from pre_check where business_type = 'project' and business_id = ? and section_key = ?",
                row -> new PreCheck(
                        CheckState.ofCode(row.getInt("state")),
                        (Integer) row.getObject("result_state"),
                        row.getLong("revision"),
                        row.getString("verdict_id")),
                businessId,
                sectionKey));
    }

    /** The stored verdicts of a document, oldest revision first. */
    public List<Verdict> verdicts(String businessId) {
        return verdictBodies(businessId).stream()
                .map(body -> codec.read(body, Verdict.class))
                .toList();
    }

    List<String> verdictBodies(String businessId) {
        return database.read(session -> session.query(
                "select body from verdict where business_type = 'project' and business_id = ?"
                        + " order by revision, created_at",
                row -> row.getString(1),
                businessId));
    }

    public long count(String table) {
        return database.read(session -> session.queryOne("select count(*) from " + table, row -> row.getLong(1)))
                .orElseThrow();
    }

    /** Puts a reference document in force with the next corpus version, as corpus sync does; returns the version. */
    public long putReference(String id, long revision, String title, String text) {
        return database.inTransaction(session -> {
            long version = session.queryOne(
                            "update corpus_state set version = version + 1 returning version", row -> row.getLong(1))
                    .orElseThrow();
            String sections = new String(codec.write(List.of(new Section("原文", text))), StandardCharsets.UTF_8);
            session.update("""
                    insert into reference_document (document_type, document_id, approved_revision, in_force,
                        text_revision, title, sections, content_hash, changed_version, updated_at)
                    values ('project', ?, ?, true, ?, ?, cast(? as json), 'x', ?, now())
                    on conflict (document_type, document_id) do update set
                        approved_revision = excluded.approved_revision, in_force = true,
                        text_revision = excluded.text_revision, title = excluded.title, sections = excluded.sections,
                        changed_version = excluded.changed_version
                    """, id, revision, revision, title, sections, version);
            return version;
        });
    }

    /** Of a document that was just put and that nobody has read yet. */
    public void setOrigin(String id, String businessType, String businessId) {
        database.inTransaction(session -> session.update(
                "update reference_document set origin_type = ?, origin_id = ? where document_id = ?",
                businessType,
                businessId,
                id));
    }

    /** Of a document that was just put and that nobody has read yet. */
    public void setOwner(String id, String ownerId) {
        database.inTransaction(session ->
                session.update("update reference_document set owner_id = ? where document_id = ?", ownerId, id));
    }

    /** Puts a policy in force; its version. */
    public long policy(Policy policy) {
        return Store.on(database)
                .inTransaction(tables -> tables.policies().save(codec, policy, null, Instant.EPOCH))
                .orElseThrow()
                .version();
    }

    /** Puts the built-in policy with these thresholds in force; its version. */
    public long policy(String businessType, Thresholds thresholds) {
        return policy(new Policy(
                businessType,
                0,
                thresholds,
                LeftOut.DEFAULT,
                List.of(),
                null,
                null,
                OpenSubmissions.OFF,
                Policy.DEFAULT_TELL_WHEN_CONTAINMENT_MOVES,
                Policy.DEFAULT_DAYS_OPEN_ONCE_SUBMITTED));
    }

    /** As {@link #putReference}, and what it replaces is kept as corpus sync keeps it. */
    public long editReference(String id, long revision, String title, String text) {
        keepReplaced(id);
        return putReference(id, revision, title, text);
    }

    /** As {@link #deleteReference}, likewise. */
    public long removeReference(String id, long revision) {
        keepReplaced(id);
        return deleteReference(id, revision);
    }

    private void keepReplaced(String id) {
        DocumentKey key = new DocumentKey("project", id);
        Store.on(database).run(tables -> {
            ReferenceViews.Document document = tables.referenceViews()
                    .document(codec, key.documentType(), id)
                    .orElseThrow();
            String hash = ContentHash.of(new ReferenceEvent(
                    key.documentType(),
                    id,
                    document.revision(),
                    ReferenceEventKind.APPROVED,
                    document.title(),
                    document.ownerId(),
                    document.origin(),
                    document.sections(),
                    null));
            database.inTransaction(session ->
                    session.update("update reference_document set content_hash = ? where document_id = ?", hash, id));
            tables.replacedTexts().archive(Map.of(key, tables.corpusState().version() + 1), Instant.EPOCH);
        });
    }

    public long deleteReference(String id, long revision) {
        return database.inTransaction(session -> {
            long version = session.queryOne(
                            "update corpus_state set version = version + 1 returning version", row -> row.getLong(1))
                    .orElseThrow();
            session.update(
                    "update reference_document set deleted_revision = ?, in_force = false, sections = null,"
                            + " changed_version = ? where document_type = 'project' and document_id = ?",
                    revision,
                    version,
                    id);
            return version;
        });
    }
}
