package org.dupcheck.store.verdicts;

import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** What was submitted and is still kept, to be checked once more by those who write no verdict. */
public final class SubmittedTexts {
    private static final String NEWEST = """
            select t.business_id, t.revision, t.verdict_id
              from check_task t
             where t.business_type = ? and t.state = 2 and t.mode = 'SUBMIT'
               and exists (select from submission s where s.business_type = t.business_type
                              and s.business_id = t.business_id and s.revision = t.revision)
             order by t.create_time desc, t.id desc limit ?
            """;

    private static final String FIND = """
            select title, sections, signals, user_id from submission
             where business_type = ? and business_id = ? and revision = ?
            """;

    private final Sql sql;

    public SubmittedTexts(Sql sql) {
        this.sql = sql;
    }

    /** A submission that has a verdict and a text. */
    public record Checked(BusinessKey key, long revision, String verdictId) {}

    /** The newest of a business type, newest first, each document once. */
    public List<Checked> newest(String businessType, int limit) {
        return sql.query(
                NEWEST,
                row -> new Checked(
                        new BusinessKey(businessType, row.getString("business_id")),
                        row.getLong("revision"),
                        row.getString("verdict_id")),
                businessType,
                limit);
    }

    /**
     * What was submitted.
     *
     * @param sections JSON of the contract's sections
     * @param signals JSON of the contract's signals, of reading the file
     * @param userId of the applicant
     */
    public record Text(
            @Nullable String title,
            String sections,
            String signals,
            @Nullable String userId) {}

    /** Empty once its retention has passed. */
    public Optional<Text> find(BusinessKey key, long revision) {
        return sql.queryOne(
                FIND,
                row -> new Text(
                        row.getString("title"),
                        row.getString("sections"),
                        row.getString("signals"),
                        row.getString("user_id")),
                key.businessType(),
                key.businessId(),
                revision);
    }
}
