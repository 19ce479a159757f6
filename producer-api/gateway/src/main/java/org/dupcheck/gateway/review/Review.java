package org.dupcheck.gateway.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.ReviewRequest;
import org.dupcheck.contract.ReviewRequest.Exclusion;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.reviews.ReviewAct.Kind;
import org.dupcheck.store.reviews.ReviewTarget;
import org.jspecify.annotations.Nullable;

/**
 * What is in force of a verdict's acts: it follows from all of them in their order. Immutable.
 *
 * @param decision the last one; null where there is none
 * @param leftOut what is left out, each with the act that did it, in the order of these
 */
public record Review(List<ReviewAct> acts, @Nullable ReviewAct decision, List<ReviewAct> leftOut) {
    public Review {
        acts = List.copyOf(acts);
        leftOut = List.copyOf(leftOut);
    }

    /** @param acts all of the verdict, in their order */
    public static Review of(List<ReviewAct> acts) {
        ReviewAct decision = null;
        Map<ReviewTarget, ReviewAct> out = new LinkedHashMap<>();
        for (ReviewAct act : acts) {
            ReviewTarget target = act.target();
            if (target == null) {
                decision = act;
                continue;
            }
            out.remove(target);
            if (act.kind() == Kind.EXCLUDE) {
                out.put(target, act);
            }
        }
        return new Review(acts, decision, List.copyOf(out.values()));
    }

    /** Number of the last act; 0 where there is none. */
    public int seen() {
        return acts.isEmpty() ? 0 : acts.get(acts.size() - 1).number();
    }

    /** What is left out. */
    public List<ReviewTarget> targets() {
        return leftOut.stream()
                .map(ReviewAct::target)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** The act that left that out; null where it counts. */
    public @Nullable ReviewAct outBy(ReviewTarget target) {
        return leftOut.stream()
                .filter(act -> target.equals(act.target()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The acts that a request adds. What is left out for that reason already is not left out once more.
     *
     * @throws ProblemException where it takes back what is not left out, or there would be too many
     */
    List<ReviewAct> next(ReviewRequest request, Reviewer reviewer, Instant now) {
        List<ReviewAct> next = new ArrayList<>();
        for (int i = 0; i < request.restored().size(); i++) {
            Exclusion one = request.restored().get(i);
            ReviewTarget target = target(one);
            if (outBy(target) == null || next.stream().anyMatch(act -> target.equals(act.target()))) {
                throw ProblemException.invalid("restored[" + i + "]", "restored[" + i + "] is not left out");
            }
            next.add(act(next, Kind.RESTORE, reviewer, now, one.reason(), target));
        }
        for (Exclusion one : request.excluded()) {
            ReviewTarget target = target(one);
            ReviewAct before = Review.of(with(next)).outBy(target);
            if (before == null || !Objects.equals(before.note(), one.reason())) {
                next.add(act(next, Kind.EXCLUDE, reviewer, now, one.reason(), target));
            }
        }
        if (request.decision() != null) {
            next.add(act(next, Kind.of(request.decision()), reviewer, now, request.note(), null));
        }
        if (acts.size() + next.size() > Limits.MAX_REVIEW_ACTS) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY_ACTS,
                    null,
                    "a verdict takes " + Limits.MAX_REVIEW_ACTS + " acts, and " + acts.size() + " are there");
        }
        return next;
    }

    private List<ReviewAct> with(List<ReviewAct> next) {
        List<ReviewAct> all = new ArrayList<>(acts);
        all.addAll(next);
        return all;
    }

    private ReviewAct act(
            List<ReviewAct> next,
            Kind kind,
            Reviewer reviewer,
            Instant now,
            @Nullable String note,
            @Nullable ReviewTarget target) {
        return new ReviewAct(seen() + next.size() + 1, kind, reviewer.userId(), reviewer.name(), now, note, target);
    }

    static ReviewTarget target(Exclusion one) {
        return new ReviewTarget(one.documentType(), one.documentId(), one.section(), one.start(), one.end());
    }
}
