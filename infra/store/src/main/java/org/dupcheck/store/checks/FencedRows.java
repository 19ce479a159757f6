package org.dupcheck.store.checks;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.Purge;
import org.jspecify.annotations.Nullable;

/** What both tables of checks have: the statements on a claimed row, and how their own statements are run. */
abstract class FencedRows implements CheckTable {
    final Database database;
    final Clock clock;
    private final JsonCodec codec;
    private final String progress;
    private final String supersede;
    private final String putBack;
    private final String fail;

    /** @param owned what makes a row that of a claim, with the key, the revision and the attempt as parameters */
    FencedRows(Database database, JsonCodec codec, Clock clock, String table, String owned) {
        this.database = database;
        this.codec = codec;
        this.clock = clock;
        String update = "update " + table + " set ";
        this.progress = update + "pages_done = ?, pages_total = ?, update_time = ?" + owned;
        this.supersede = update + "state = 4, update_time = ?" + owned;
        this.putBack = update + "state = 0, pages_done = 0, update_time = ?" + owned;
        this.fail = update + "state = 3, error = ?, update_time = ?" + owned;
    }

    /** The values of the key's columns, in their order. */
    abstract Object[] columns(CheckKey key);

    @Override
    public boolean progress(Claim claim, int pagesDone, int pagesTotal) {
        return update(progress, claim, pagesDone, pagesTotal, clock.instant());
    }

    @Override
    public void supersede(Claim claim) {
        update(supersede, claim, clock.instant());
    }

    @Override
    public void putBack(Claim claim) {
        update(putBack, claim, clock.instant());
    }

    @Override
    public boolean fail(Claim claim, String reason) {
        return update(fail, claim, reason, clock.instant());
    }

    private boolean update(String sql, Claim claim, Object... values) {
        Parameters parameters = new Parameters(values).and(owned(claim));
        return database.inTransaction(session -> session.update(sql, parameters.values()) == 1);
    }

    /**
     * What a row must be besides for its check to end with a verdict: the verdict before is still the one that the begin
     * told of. Where a begin had to wait for the end of an older check, it does not see the verdict of that one.
     */
    static String stillAfter(String table, String sameKind) {
        return " and cast(? as text) is not distinct from (" + EarlierVerdict.select("v.verdict_id", table, sameKind)
                + ")";
    }

    /** What makes a row that of the claim. */
    final Object[] owned(Claim claim) {
        return new Parameters(columns(claim.key()))
                .and(claim.revision(), claim.attempt())
                .values();
    }

    /** Runs a statement that begins a check and goes on with {@link Reuse#select}. */
    final Optional<StartedCheck> begin(String sql, CheckStart start, Parameters parameters) {
        String ownerKey = OwnerKey.of(start.key().document(), start.userId());
        parameters.and(
                start.versions().engine(),
                start.userId(),
                ownerKey,
                start.contentHash(),
                start.versions().engine(),
                start.versions().settings());
        return database.inTransaction(session -> session.queryOne(
                sql,
                row -> {
                    EarlierVerdict earlier = EarlierVerdict.read(row);
                    String earlierId = earlier == null ? null : earlier.verdictId();
                    return new StartedCheck(
                            new Claim(start.key(), start.revision(), row.getInt(1), earlierId),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            row.getLong("policy_in_force"),
                            row.getString("policy_body"),
                            new StartedCheck.Owner(row.getString("own"), ownerKey),
                            row.getString(5),
                            earlier);
                },
                parameters.values()));
    }

    /** Runs a statement that ends a check and counts the rows that it ended: one, or none where the claim is lost. */
    final boolean finish(String sql, Parameters parameters) {
        return database.inTransaction(session -> session.queryOne(sql, row -> row.getInt(1) == 1, parameters.values())
                .orElse(false));
    }

    /** The columns of a verdict that a line of the history or of the review desk shows. */
    static @Nullable Object[] shown(Verdict verdict) {
        Verdict.Match largest =
                verdict.matches().isEmpty() ? null : verdict.matches().get(0);
        return new @Nullable Object[] {
            verdict.reason().name(),
            verdict.containment(),
            verdict.longestRun(),
            verdict.tokens(),
            verdict.matchedTokens(),
            verdict.matches().size(),
            largest == null ? null : name(largest),
            largest == null ? 0 : largest.containment(),
            verdict.pending().size(),
            verdict.signals().size()
        };
    }

    private static String name(Verdict.Match match) {
        String title = match.title();
        return title == null || title.isBlank() ? match.documentType() + ":" + match.documentId() : title;
    }

    /** As the sections stand in a column. */
    final String sections(Submission content) {
        return new String(codec.write(content.sections()), StandardCharsets.UTF_8);
    }

    /** As what reading the file brought to light stands in a column. */
    final String signals(Submission content) {
        return new String(codec.write(content.signals()), StandardCharsets.UTF_8);
    }

    /** @param sql deletes at most so many rows that are older than a time; both are its parameters */
    final Purge purge(String what, Duration keep, String sql) {
        return new Purge(
                what, keep, (before, limit) -> database.inTransaction(session -> session.update(sql, before, limit)));
    }
}
