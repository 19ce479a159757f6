package org.dupcheck.gateway.workorders;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
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
     * @throws ProblemException where the decision can have no effect
     */
    Ruling rule(String verdictId, Decision decision, Predicate<BusinessKey> isTheirs) {
        DecisionContext context = store.read(tables -> tables.confirmations().context(verdictId))
                .filter(found -> isTheirs.test(found.key()))
                .orElseThrow(() -> ProblemException.notFound("there is no such verdict"));
        if (context.mode() == Mode.PRECHECK) {
            throw conflict(ErrorCode.NOTHING_TO_CONFIRM, "the verdict is that of a pre-check, which submits nothing");
        }
        if (!context.current() || newerIsOnItsWay(context)) {
            throw conflict(ErrorCode.STALE_VERDICT, "the verdict is no longer the document's current one");
        }
        Decision before = context.standingDecision();
        if (context.submitted() && decision == Decision.WITHDRAW) {
            throw submitted();
        }
        if (!context.asks()) {
            throw conflict(
                    ErrorCode.NOTHING_TO_CONFIRM,
                    "the verdict asks for no confirmation: the work order is submitted without one");
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

    private boolean newerIsOnItsWay(DecisionContext context) {
        return accepted.submission(context.key())
                .filter(newest -> newest.mode() == Mode.WITHDRAW
                        ? newest.revision() >= context.revision() && !context.submitted()
                        : newest.revision() > context.revision())
                .isPresent();
    }

    /**
     * What a withdrawal would take back, as far as it is known here. Where the database is away, that is what this gateway
     * remembers: the consumers look again.
     */
    public Withdrawable withdrawable(BusinessKey key) {
        try {
            Checks.Known known = checks.submission(key);
            Check check = known.check();
            return new Withdrawable(check == null ? 0 : check.revision(), known.submitted());
        } catch (RetryLaterException e) {
            LOG.debug("a withdrawal goes out unseen: {}", e.getMessage());
            return new Withdrawable(
                    accepted.submission(key)
                            .map(AcceptedChecks.Accepted::revision)
                            .orElse(0L),
                    false);
        }
    }

    /**
     * The newest revision of a document that is known here.
     *
     * @param revision 0 where none is known
     * @param submitted whether its work order has been submitted, so that it cannot be taken back
     */
    public record Withdrawable(long revision, boolean submitted) {}

    /** The work order has been submitted: it is too late to take it back. */
    public static ProblemException submitted() {
        return conflict(
                ErrorCode.ALREADY_SUBMITTED, "the work order has been submitted; nothing can be taken back here");
    }

    private static ProblemException conflict(ErrorCode code, String detail) {
        return new ProblemException(code, null, detail);
    }
}
