package org.dupcheck.store.checks;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.Purge;

/**
 * What checks found of single sections, in {@code section_result}: of each section of a document the newest. A row holds for
 * whoever asks with the same basis and the same text, so writes need no fence. All methods fail with a {@link
 * org.dupcheck.runtime.failure.RetryLaterException} while the database is away. Thread-safe.
 */
public final class SectionResults {
    private static final String FIND = """
            select text_hash, body from section_result
             where business_type = ? and business_id = ? and text_hash = any (?) and owner_key = ?
               and corpus_version = ? and statistics_version = ? and engine_version = ? and settings_version = ?
               and policy_version = ?
            """;

    /** In the order of the keys, so that two checks of one document never wait for each other in a circle. */
    private static final String KEEP = """
            insert into section_result (business_type, business_id, section_key, text_hash, owner_key, corpus_version,
                                        statistics_version, engine_version, settings_version, policy_version, body,
                                        retain_until)
            select ?, ?, r.section_key, r.text_hash, ?, ?, ?, ?, ?, ?, cast(r.body as json), ?
              from unnest(?, ?, ?) as r (section_key, text_hash, body) order by r.section_key
            on conflict (business_type, business_id, section_key) do update set
                text_hash = excluded.text_hash, owner_key = excluded.owner_key,
                corpus_version = excluded.corpus_version, statistics_version = excluded.statistics_version,
                engine_version = excluded.engine_version, settings_version = excluded.settings_version,
                policy_version = excluded.policy_version, body = excluded.body, retain_until = excluded.retain_until
            """;

    /** What a crash takes back is only found again. */
    private static final String WITHOUT_WAITING_FOR_THE_DISK = "set local synchronous_commit = off";

    private static final String DELETE_EXPIRED = """
            delete from section_result where ctid = any (array(
                select ctid from section_result where retain_until < ? order by retain_until limit ?
                for update skip locked))
            """;

    private final Database database;
    private final Clock clock;
    private final Duration retention;

    /** @param retention how long a row that is not replaced is kept */
    public SectionResults(Database database, Clock clock, Duration retention) {
        this.database = database;
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * A section's result.
     *
     * @param sectionKey differs from those of the document's other sections
     * @param textHash names the section's text
     * @param body its JSON
     */
    public record Row(String sectionKey, String textHash, String body) {}

    /** The JSON of those that are known, by the hash of their text. */
    public Map<String, String> find(SectionBasis basis, Collection<String> textHashes) {
        return database.read(session -> {
            Map<String, String> known = new HashMap<>();
            session.query(
                    FIND,
                    row -> known.put(row.getString("text_hash"), row.getString("body")),
                    basis.document().businessType(),
                    basis.document().businessId(),
                    texts(session, textHashes),
                    basis.ownerKey(),
                    basis.corpusVersion(),
                    basis.statisticsVersion(),
                    basis.versions().engine(),
                    basis.versions().settings(),
                    basis.policyVersion());
            return known;
        });
    }

    /** Puts results in the place of what is known of these sections. They are seen at once, and may be lost by a crash. */
    public void keep(SectionBasis basis, List<Row> rows) {
        database.inTransaction(session -> {
            session.update(WITHOUT_WAITING_FOR_THE_DISK);
            return session.update(
                    KEEP,
                    basis.document().businessType(),
                    basis.document().businessId(),
                    basis.ownerKey(),
                    basis.corpusVersion(),
                    basis.statisticsVersion(),
                    basis.versions().engine(),
                    basis.versions().settings(),
                    basis.policyVersion(),
                    clock.instant().plus(retention),
                    texts(session, rows.stream().map(Row::sectionKey).toList()),
                    texts(session, rows.stream().map(Row::textHash).toList()),
                    texts(session, rows.stream().map(Row::body).toList()));
        });
    }

    private static Array texts(Session session, Collection<String> texts) throws SQLException {
        return session.connection().createArrayOf("text", texts.toArray());
    }

    /** Rows know until when they are kept. */
    public Purge purge() {
        return new Purge(
                "results of sections",
                Duration.ZERO,
                (before, limit) -> database.inTransaction(session -> session.update(DELETE_EXPIRED, before, limit)));
    }
}
