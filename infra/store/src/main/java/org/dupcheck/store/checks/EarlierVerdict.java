package org.dupcheck.store.checks;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.dupcheck.contract.VerdictReason;
import org.jspecify.annotations.Nullable;

/**
 * The verdict before the one that a check will give: the newest of the same document or section, and of the same mode. Its
 * id, and what it is pinned to.
 *
 * @param ownerKey whose documents were told apart; null where it was made before there were policies: then nothing was left
 *     out, and that was another policy than any of now
 */
public record EarlierVerdict(
        String verdictId,
        String contentHash,
        long corpusVersion,
        long statisticsVersion,
        CheckVersions versions,
        long policyVersion,
        @Nullable String ownerKey) {
    /**
     * Selects columns of that verdict {@code v}.
     *
     * @param check the check's row
     * @param sameKind what makes {@code v} one of the check's mode and section
     */
    static String select(String columns, String check, String sameKind) {
        return """
            select %1$s from verdict v
            where v.business_type = %2$s.business_type and v.business_id = %2$s.business_id
              and v.revision <= %2$s.revision and %3$s
            order by v.revision desc, v.created_at desc, v.verdict_id desc limit 1""".formatted(columns, check, sameKind);
    }

    /** Null where the row has none. */
    static @Nullable EarlierVerdict read(ResultSet row) throws SQLException {
        String verdictId = row.getString("verdict_id");
        return verdictId == null
                ? null
                : new EarlierVerdict(
                        verdictId,
                        row.getString("content_hash"),
                        row.getLong("corpus_version"),
                        row.getLong("statistics_version"),
                        new CheckVersions(row.getString("engine_version"), row.getString("settings_version")),
                        row.getLong("policy_version"),
                        row.getString("owner_key"));
    }

    VerdictReason reasonOfNext(
            String nextHash,
            String nextOwnerKey,
            long nextCorpusVersion,
            long nextStatisticsVersion,
            CheckVersions nextVersions,
            long nextPolicyVersion) {
        if (!nextHash.equals(contentHash)) {
            return VerdictReason.EDIT;
        }
        if (nextCorpusVersion != corpusVersion
                || nextStatisticsVersion != statisticsVersion
                || !nextVersions.equals(versions)) {
            return VerdictReason.RECHECK;
        }
        if (ownerKey == null || nextPolicyVersion != policyVersion) {
            return VerdictReason.POLICY;
        }
        return nextOwnerKey.equals(ownerKey) ? VerdictReason.UNCHANGED : VerdictReason.EDIT;
    }
}
