package org.dupcheck.store.checks;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.jspecify.annotations.Nullable;

/**
 * A check as it is shown, without the verdict itself.
 *
 * @param contentHash of what is checked; null for a withdrawal
 * @param submitted whether this revision's work order has been submitted
 * @param partition of the record that the row came in; -1 where that is not kept, as of a pre-check
 * @param offset of that record
 * @param withdrawnByNull whether a record without a value has withdrawn it, and not a revision of its own
 */
public record StoredCheck(
        CheckKey key,
        long revision,
        Mode mode,
        @Nullable String contentHash,
        CheckState state,
        @Nullable ResultState resultState,
        int pagesDone,
        int pagesTotal,
        @Nullable String verdictId,
        @Nullable String error,
        boolean submitted,
        int partition,
        long offset,
        boolean withdrawnByNull) {
    /** The columns of {@code check_task} that {@link #read} needs, aliased {@code t}. */
    static final String SUBMISSION_COLUMNS = "t.business_type, t.business_id, '' as section_key, t.revision, t.mode,"
            + " t.hash, t.state, t.result_state, t.pages_done, t.pages_total, t.verdict_id, t.error,"
            + " t.record_partition, t.record_offset, t.withdrawn_by_null, exists (select from work_order w where w.business_type = t.business_type"
            + " and w.business_id = t.business_id and w.revision = t.revision and w.state = 'SUBMITTED') as submitted";

    /** The columns of {@code pre_check} that {@link #read} needs, aliased {@code p}. */
    static final String PRE_CHECK_COLUMNS = "p.business_type, p.business_id, p.section_key, p.revision,"
            + " 'PRECHECK' as mode, p.hash, p.state, p.result_state, p.pages_done, p.pages_total, p.verdict_id, p.error,"
            + " false as submitted, -1 as record_partition, -1::bigint as record_offset, false as withdrawn_by_null";

    static StoredCheck read(ResultSet row) throws SQLException {
        int result = row.getInt("result_state");
        String section = row.getString("section_key");
        return new StoredCheck(
                new CheckKey(
                        new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                        section.isEmpty() ? null : section),
                row.getLong("revision"),
                Mode.valueOf(row.getString("mode")),
                row.getString("hash"),
                CheckState.ofCode(row.getInt("state")),
                result == 0 ? null : ResultState.ofCode(result),
                row.getInt("pages_done"),
                row.getInt("pages_total"),
                row.getString("verdict_id"),
                row.getString("error"),
                row.getBoolean("submitted"),
                row.getInt("record_partition"),
                row.getLong("record_offset"),
                row.getBoolean("withdrawn_by_null"));
    }

    /** Whether the row came in an earlier record than that one; false where that is not known. */
    public boolean isBefore(int otherPartition, long otherOffset) {
        return partition == otherPartition && offset < otherOffset;
    }

    /** Whether the row came in a later record than that one; false where that is not known. */
    public boolean isAfter(int otherPartition, long otherOffset) {
        return partition == otherPartition && offset > otherOffset;
    }

    /** Whether a record without a value, which came after that one, has taken it back, whatever its revision. */
    public boolean takesBack(int otherPartition, long otherOffset) {
        return withdrawnByNull && state == CheckState.WITHDRAWN && isAfter(otherPartition, otherOffset);
    }

    /** Whether this very revision was used for other content. */
    public boolean reuses(long otherRevision, String otherHash) {
        return CheckRow.reuses(revision, contentHash, otherRevision, otherHash);
    }
}
