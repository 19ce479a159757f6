package org.dupcheck.store.open;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Submissions whose verdict must stay true while the reference set moves: checked, with their text still there, and with a
 * work order that is neither withdrawn nor submitted long ago.
 */
public final class OpenSubmissions {
    /** Rows with texts that the driver holds at once. */
    private static final int FETCH_ROWS = 64;

    /** Their rows, with those of their checks. */
    static final String ROWS = """
              from submission s
              join check_task t on t.business_type = s.business_type and t.business_id = s.business_id
                               and t.revision = s.revision
            """;

    /** Which of them are open; with the time of now as its parameter. */
    static final String IS_OPEN = """
            where t.state = 2 and t.mode = 'SUBMIT' and not exists (
                  select from work_order w
                   where w.business_type = s.business_type and w.business_id = s.business_id
                     and w.revision = s.revision
                     and (w.state = 'WITHDRAWN' and w.declined_verdict_id = t.verdict_id or w.state = 'EXPIRED'
                       or w.state = 'SUBMITTED' and w.updated_at < ? - interval '1 day' * coalesce(
                          (select cast(p.body ->> 'daysOpenOnceSubmitted' as integer) from policy p
                            where p.business_type = s.business_type order by p.version desc limit 1), %d)))
            """.formatted(Policy.DEFAULT_DAYS_OPEN_ONCE_SUBMITTED);

    private static final String WANTED = """
              join unnest(?::text[], ?::text[]) as wanted (business_type, business_id)
                on wanted.business_type = s.business_type and wanted.business_id = s.business_id
            """;

    /** Transactions that have not ended may have smaller numbers than some that have: next time all from theirs on. */
    private static final String CHANGED = """
            select h.next, o.* from
                (select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) as next) h
            left join lateral (
                select s.business_type, s.business_id, s.revision, t.hash, cast(cast(s.changed_by as text) as bigint) as change
            %s and s.changed_by >= cast(cast(? as text) as xid8)) o on true
            """.formatted(ROWS + IS_OPEN);

    private static final String TEXTS = """
            select s.business_type, s.business_id, s.revision, t.hash, s.title, s.user_id, s.sections,
                   t.result #>> '{ratios,0,matchedTokens}' is distinct from t.result ->> 'matchedTokens'
                   or exists (select from json_array_elements(t.result -> 'ratios') x
                               where x ->> 'name' in ('ownDocuments', 'minorPassages')
                                     and cast(x ->> 'leftOut' as integer) > 0
                                  or x ->> 'name' = '%s') as unnamed,
                   array(select m ->> 'documentType' from json_array_elements(t.result -> 'matches') m) as types,
                   array(select m ->> 'documentId' from json_array_elements(t.result -> 'matches') m) as ids,
                   array(select e ->> 'documentType' from json_array_elements(t.result #> '{commonText,passages}') p,
                                json_array_elements(p -> 'examples') e) as common_types,
                   array(select e ->> 'documentId' from json_array_elements(t.result #> '{commonText,passages}') p,
                                json_array_elements(p -> 'examples') e) as common_ids
            """.formatted(Verdict.Ratio.COMMON_TEXT) + ROWS + WANTED + " where t.state = 2";

    private static final String FIND = """
            select s.business_type, s.business_id, s.revision, s.title, s.sections, s.signals, s.user_id, t.hash,
                   t.verdict_id, t.result, c.version,
                   (select h.token from corpus_history h where h.version = c.version) as corpus_token,
                   (select st.token from corpus_statistics st where st.engine_version = ?) as statistics_token,
                   (select p.body from policy p where p.business_type = s.business_type
                     order by p.version desc limit 1) as policy,
                   exists (select from reference_document d where d.in_force and d.owner_id = s.user_id) as has_documents
            """ + ROWS + WANTED + " cross join corpus_state c " + IS_OPEN;

    private final Sql sql;

    public OpenSubmissions(Sql sql) {
        this.sql = sql;
    }

    /**
     * An open submission that is there or has changed.
     *
     * @param hash of its text: a revision that was withdrawn may come again with another one
     * @param change names the last change of its row
     */
    public record Seen(BusinessKey key, long revision, String hash, long change) {}

    /**
     * What is to be seen at one moment.
     *
     * @param next where to go on the next time; what is seen then may have been seen before
     */
    public record Changes(long next, List<Seen> seen) {}

    /**
     * Open submissions whose rows changed from there on, texts and verdicts alike.
     *
     * @param from 0 for all, otherwise {@link Changes#next} of the time before
     */
    public Changes changed(long from, Instant now) {
        List<Seen> seen = new ArrayList<>();
        List<Long> next = sql.query(
                CHANGED,
                row -> {
                    if (row.getString("business_id") != null) {
                        seen.add(new Seen(
                                key(row), row.getLong("revision"), row.getString("hash"), row.getLong("change")));
                    }
                    return row.getLong("next");
                },
                now,
                from);
        return new Changes(next.get(0), seen);
    }

    /**
     * An open submission's text, and the reference documents that its verdict names.
     *
     * @param sections JSON of the contract's sections
     * @param unnamed whether its figures rest on documents that are not named, such as the applicant's own, or those that hold
     *     common text where this counts
     */
    public record Text(
            BusinessKey key,
            long revision,
            String hash,
            @Nullable String title,
            @Nullable String userId,
            String sections,
            Set<DocumentKey> matched,
            boolean unnamed) {}

    /** Hands out those that are still there. Only within a transaction. */
    public void texts(List<BusinessKey> keys, Consumer<Text> texts) {
        sql.stream(
                TEXTS,
                FETCH_ROWS,
                row -> {
                    Set<DocumentKey> matched = new LinkedHashSet<>();
                    addAll(matched, Session.texts(row, "types"), Session.texts(row, "ids"));
                    addAll(matched, Session.texts(row, "common_types"), Session.texts(row, "common_ids"));
                    texts.accept(new Text(
                            key(row),
                            row.getLong("revision"),
                            row.getString("hash"),
                            row.getString("title"),
                            row.getString("user_id"),
                            row.getString("sections"),
                            matched,
                            row.getBoolean("unnamed")));
                    return true;
                },
                sql.texts(keys, BusinessKey::businessType),
                sql.texts(keys, BusinessKey::businessId));
    }

    private static void addAll(Set<DocumentKey> documents, List<String> types, List<String> ids) {
        for (int i = 0; i < types.size(); i++) {
            documents.add(new DocumentKey(types.get(i), ids.get(i)));
        }
    }

    /**
     * An open submission with its verdict, and the reference set as it stands.
     *
     * @param sections JSON of the contract's sections
     * @param signals JSON of the contract's signals, of reading the file
     * @param verdict its JSON
     * @param policy JSON of the policy in force; null for the built-in one
     * @param hasDocuments whether one of the reference documents is the applicant's
     * @param statisticsToken as {@link org.dupcheck.store.checks.StartedCheck} has it, like the corpus token
     */
    public record Checked(
            BusinessKey key,
            long revision,
            @Nullable String title,
            String sections,
            String signals,
            @Nullable String userId,
            String contentHash,
            String verdictId,
            String verdict,
            long corpusVersion,
            @Nullable String corpusToken,
            @Nullable String statisticsToken,
            @Nullable String policy,
            boolean hasDocuments) {}

    /** Those of them that are open still. */
    public List<Checked> find(Collection<BusinessKey> keys, String engineVersion, Instant now) {
        return sql.query(
                FIND,
                row -> new Checked(
                        key(row),
                        row.getLong("revision"),
                        row.getString("title"),
                        row.getString("sections"),
                        row.getString("signals"),
                        row.getString("user_id"),
                        row.getString("hash"),
                        row.getString("verdict_id"),
                        row.getString("result"),
                        row.getLong("version"),
                        row.getString("corpus_token"),
                        row.getString("statistics_token"),
                        row.getString("policy"),
                        row.getBoolean("has_documents")),
                engineVersion,
                sql.texts(keys, BusinessKey::businessType),
                sql.texts(keys, BusinessKey::businessId),
                now);
    }

    private static BusinessKey key(ResultSet row) throws SQLException {
        return new BusinessKey(row.getString("business_type"), row.getString("business_id"));
    }
}
