package org.dupcheck.gateway.workorders;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Mode;
import org.dupcheck.gateway.checks.AcceptedChecks;
import org.dupcheck.gateway.checks.Checks;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Store;
import org.dupcheck.store.workorders.DecisionContext;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether a decision can still have an effect, as a service to the applicant: what counts is the look of the
 * consumers, under the row's lock. Decisions accepted here are remembered until the database tells of them. Thread-safe.
 */
public final class Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private final Store store;
    private final AcceptedChecks accepted;
    private final Checks checks;
    private final Cache<String, Decision> underWay = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .executor(Runnable::run)
            .build();

    /** @param accepted newer revisions that the database may not know yet */
    public Decisions(Store store, AcceptedChecks accepted, Checks checks) {
        this.store = store;
        this.accepted = accepted;
        this.checks = checks;
    }

    /**
     * What to do about a decision that can still be taken.
     *
     * @param holds the work order's state where just this was decided and done before; null where it is to be published
     */
    public record Ruling(BusinessKey key, @Nullable WorkOrderState holds) {}

    /**
     * Rules on a decision. One that is to be published counts as under way from now on; {@link #forget} takes that back.
     *
     * @param contentHash of the content that whoever decides has seen; null where that is not said
     * @throws ProblemException where the decision can have no effect
     */
    Ruling rule(String verdictId, Decision decision, @Nullable String contentHash, Predicate<BusinessKey> isTheirs) {
        DecisionContext context = store.read(tables -> tables.confirmations().context(verdictId))
                .filter(found -> isTheirs.test(found.key()))
                .orElseThrow(() -> ProblemException.notFound("there is no such verdict"));
        if (context.mode() == Mode.PRECHECK) {
            throw conflict(ErrorCode.NOTHING_TO_CONFIRM, "the verdict is that of a pre-check, which submits nothing");
        }
        if (!context.current() || newerIsOnItsWay(context)) {
            throw stale(context, verdictId);
        }
        if (contentHash != null && !contentHash.equals(context.contentHash())) {
            throw ProblemException.stale("the verdict is about another content than contentHash names", verdictId);
        }
        if (context.submitted() && decision == Decision.WITHDRAW) {
            throw submitted();
        }
        if (!context.asks()) {
            throw conflict(
                    ErrorCode.NOTHING_TO_CONFIRM,
                    "the verdict asks for no confirmation: the work order is submitted without one");
        }
        if (decision == Decision.CONFIRM && isConfirmed(context.orderState())) {
            return new Ruling(context.key(), context.orderState()); // on this verdict, or on one that says the same
        }
        Decision before = context.standingDecision();
        if (before == null && isOver(context.orderState())) {
            throw conflict(
                    ErrorCode.NOTHING_TO_CONFIRM,
                    "the work order is " + context.orderState() + ", and waits for no decision of the applicant");
        }
        if (before == null) {
            if (context.decision() != null) {
                underWay.invalidate(verdictId); // what was under way has come to nothing, and the database says so
            }
            before = underWay.asMap().putIfAbsent(verdictId, decision);
        }
        if (before != null && before != decision) {
            throw conflict(
                    ErrorCode.ALREADY_DECIDED, "it was decided before: " + before + "; the first decision stands");
        }
        return new Ruling(context.key(), context.applied() && before != null ? context.orderState() : null);
    }

    /** A decision that was accepted here and that the database may not know yet. */
    public Optional<Decision> underWay(String verdictId) {
        return Optional.ofNullable(underWay.getIfPresent(verdictId));
    }

    /** The decision was not published after all. */
    void forget(String verdictId) {
        underWay.invalidate(verdictId);
    }

    private static boolean isConfirmed(@Nullable WorkOrderState state) {
        return state == WorkOrderState.SUBMITTED || state == WorkOrderState.AWAITING_REVIEW;
    }

    private static boolean isOver(@Nullable WorkOrderState state) {
        return state == WorkOrderState.WITHDRAWN
                || state == WorkOrderState.EXPIRED
                || state == WorkOrderState.AWAITING_REVIEW;
    }

    private ProblemException stale(DecisionContext context, String verdictId) {
        Check check = checks.submission(context.key()).check();
        if (check != null && (check.state() == CheckState.WITHDRAWN || check.mode() == Mode.WITHDRAW)) {
            return ProblemException.stale(
                    "the document has been withdrawn since that verdict: there is nothing left to decide", null);
        }
        return ProblemException.stale(
                "the document's text or what is found in it has changed since that verdict",
                newest(context, verdictId));
    }

    private static @Nullable String newest(DecisionContext context, String verdictId) {
        return verdictId.equals(context.newest()) ? null : context.newest();
    }

    /** The same text sent once more changes nothing: the consumers hold the decision against its verdict. */
    private boolean newerIsOnItsWay(DecisionContext context) {
        return accepted.submission(context.key())
                .filter(newest -> newest.mode() == Mode.WITHDRAW
                        ? newest.revision() >= context.revision()
                        : newest.revision() > context.revision()
                                && !context.contentHash().equals(newest.contentHash()))
                .isPresent();
    }

    /**
     * How things stand with a document's submissions, as far as it is known here.
     *
     * @param revision the newest; 0 where none is known
     */
    public record Standing(long revision, Kind kind) {
        /** What a withdrawal would find. */
        public enum Kind {
            /** Something is there to be withdrawn, or the database is away and cannot tell. */
            OPEN,
            /** All of it is withdrawn. */
            WITHDRAWN,
            /** Neither the database nor this gateway knows a submission; one may be on its way by another. */
            UNKNOWN
        }
    }

    /** Where the database is away, what this gateway remembers. */
    public Standing standing(BusinessKey key) {
        try {
            return standing(key, checks.submission(key).check());
        } catch (RetryLaterException e) {
            LOG.debug("a withdrawal goes out unseen: {}", e.getMessage());
            long revision = accepted.submission(key)
                    .map(AcceptedChecks.Accepted::revision)
                    .orElse(0L);
            return new Standing(revision, Standing.Kind.OPEN);
        }
    }

    private Standing standing(BusinessKey key, @Nullable Check check) {
        if (check != null && !foundNothing(check)) {
            boolean withdrawn = check.state() == CheckState.WITHDRAWN;
            return new Standing(check.revision(), withdrawn ? Standing.Kind.WITHDRAWN : Standing.Kind.OPEN);
        }
        // what was taken back before it began has no row; a withdrawal of revision 0 knows of nothing
        return accepted.submission(key)
                .filter(newest -> !newest.byNull() || newest.revision() > 0)
                .map(newest -> new Standing(newest.revision(), Standing.Kind.WITHDRAWN))
                .orElseGet(() -> new Standing(0, Standing.Kind.UNKNOWN));
    }

    /** Whether it is the row that a withdrawal leaves where it found nothing to take back. */
    private static boolean foundNothing(Check check) {
        return check.state() == CheckState.WITHDRAWN && check.mode() == Mode.WITHDRAW && check.revision() == 0;
    }

    /** As {@link #standing}, the revision alone. */
    public long newestRevision(BusinessKey key) {
        return standing(key).revision();
    }

    private static ProblemException submitted() {
        return conflict(
                ErrorCode.ALREADY_SUBMITTED,
                "the work order has been submitted: a decision on the verdict changes nothing, withdraw the submission");
    }

    private static ProblemException conflict(ErrorCode code, String detail) {
        return new ProblemException(code, null, detail);
    }
}
