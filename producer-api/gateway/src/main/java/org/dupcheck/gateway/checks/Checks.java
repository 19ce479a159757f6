package org.dupcheck.gateway.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.gateway.cache.VerdictCache;
import org.dupcheck.gateway.checks.AcceptedChecks.Accepted;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.StoredCheck;
import org.jspecify.annotations.Nullable;

/** Checks as clients see them: the database's row, unless a newer revision was accepted that has not begun. */
public final class Checks {
    private final CheckQueries queries;
    private final AcceptedChecks accepted;
    private final VerdictCache cache;

    /**
     * @param accepted what may be newer than its row
     * @param cache is told of each verdict that is told
     */
    public Checks(CheckQueries queries, AcceptedChecks accepted, VerdictCache cache) {
        this.queries = queries;
        this.accepted = accepted;
        this.cache = cache;
    }

    /** The check of the document's newest submission; where there is none, its newest pre-check, or that of a section. */
    Optional<Check> find(BusinessKey key) {
        Check submission = submission(key).check();
        if (submission != null) {
            return Optional.of(submission);
        }
        return Optional.ofNullable(preCheck(key, queries.findNewestPreCheck(key).orElse(null)));
    }

    /**
     * What is known of a document's newest submission.
     *
     * @param submitted whether the check shown is one whose work order has been submitted
     */
    public record Known(@Nullable Check check, boolean submitted) {}

    /** What is known of it; without a check where nothing is. */
    public Known submission(BusinessKey key) {
        StoredCheck row = queries.findSubmission(key).orElse(null);
        Check check = submission(key, row);
        boolean submitted = row != null && check != null && row.submitted() && row.revision() == check.revision();
        return new Known(check, submitted);
    }

    /** The check of a document whose newest row, be it of a submission or of a pre-check, is {@code row}. */
    @Nullable
    Check view(BusinessKey key, StoredCheck row) {
        if (row.mode() != Mode.PRECHECK) {
            return submission(key, row);
        }
        Check submission = submission(key, null);
        return submission == null ? preCheck(key, row) : submission;
    }

    private @Nullable Check submission(BusinessKey key, @Nullable StoredCheck row) {
        return accepted.submission(key)
                .filter(newest -> row == null || isAhead(newest, row))
                .map(Checks::queued)
                .orElseGet(() -> row == null ? null : told(row));
    }

    private static boolean isAhead(Accepted newest, StoredCheck row) {
        if (newest.mode() == Mode.WITHDRAW) {
            // what has been withdrawn is seen to be
            return newest.revision() >= row.revision()
                    && row.state() != CheckState.WITHDRAWN
                    && !row.isAfter(newest.partition(), newest.offset());
        }
        if (row.takesBack(newest.partition(), newest.offset())) {
            return false;
        }
        // sent again after a withdrawal, a revision begins again
        return newest.revision() > row.revision()
                || (newest.revision() == row.revision()
                        && row.state() == CheckState.WITHDRAWN
                        && row.isBefore(newest.partition(), newest.offset()));
    }

    private @Nullable Check preCheck(BusinessKey key, @Nullable StoredCheck row) {
        List<Accepted> known = accepted.preChecks(key);
        if (row == null || row.key().section() != null) {
            Accepted document = known.stream()
                    .filter(newest -> newest.key().section() == null)
                    .findFirst()
                    .orElse(null);
            if (document != null) {
                return queued(document);
            }
        }
        if (row == null) {
            return known.isEmpty() ? null : queued(known.get(known.size() - 1));
        }
        return known.stream()
                .filter(newest -> newest.key().equals(row.key()) && newest.revision() > row.revision())
                .findFirst()
                .map(Checks::queued)
                .orElseGet(() -> told(row));
    }

    /** Who sees a verdict here finds it when it asks for it. */
    private Check told(StoredCheck row) {
        String verdictId = row.verdictId();
        if (verdictId != null) {
            cache.told(row.key().document(), verdictId);
        }
        return check(row);
    }

    static Check check(StoredCheck row) {
        BusinessKey key = row.key().document();
        return new Check(
                key.businessType(),
                key.businessId(),
                row.revision(),
                row.mode(),
                row.key().section(),
                row.state(),
                row.resultState(),
                row.pagesDone(),
                row.pagesTotal(),
                row.verdictId(),
                row.error(),
                Links.check(key, row.verdictId()));
    }

    /** A check that was accepted and has not begun. */
    private static Check queued(Accepted newest) {
        BusinessKey key = newest.key().document();
        Map<String, String> links = Links.check(key, null);
        return new Check(
                key.businessType(),
                key.businessId(),
                newest.revision(),
                newest.mode(),
                newest.key().section(),
                CheckState.QUEUED,
                null,
                0,
                0,
                null,
                null,
                links);
    }
}
