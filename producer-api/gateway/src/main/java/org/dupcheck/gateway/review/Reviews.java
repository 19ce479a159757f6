package org.dupcheck.gateway.review;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ReviewRequest;
import org.dupcheck.contract.ReviewRequest.Exclusion;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Validator;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.reviews.ReviewTarget;
import org.dupcheck.store.reviews.VerdictReviews;
import org.dupcheck.store.reviews.VerdictReviews.Held;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.StoredText;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.jspecify.annotations.Nullable;

/** Takes what reviewers do, and tells what holds: the same for programs and for pages. Thread-safe. */
public final class Reviews {
    private final VerdictQueries verdicts;
    private final Store store;
    private final JsonCodec codec;
    private final TokenReader tokens;
    private final Clock clock;

    /** @param clock for when something was done */
    public Reviews(VerdictQueries verdicts, Store store, JsonCodec codec, TokenReader tokens, Clock clock) {
        this.verdicts = verdicts;
        this.store = store;
        this.codec = codec;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @throws ProblemException 404 where there is no such verdict */
    public StoredVerdict require(String verdictId) {
        return verdicts.find(verdictId).orElseThrow(() -> ProblemException.notFound("there is no such verdict"));
    }

    /** A verdict with what reviewers did about it. */
    public Reviewed read(StoredVerdict stored) {
        Verdict verdict = codec.read(stored.body().json(), Verdict.class);
        return store.read(tables -> read(tables, stored, verdict));
    }

    /** The figures in force of those of some verdicts of which something is left out, by verdict id. */
    public Map<String, Verdict> changed(Collection<String> verdictIds) {
        Map<String, Verdict> changed = new HashMap<>();
        for (String id : store.read(tables -> tables.verdictReviews().withExclusions(verdictIds))) {
            verdicts.find(id)
                    .map(this::read)
                    .filter(Reviewed::hasLeftOut)
                    .ifPresent(reviewed -> changed.put(id, reviewed.inForce()));
        }
        return changed;
    }

    private Reviewed read(Tables tables, StoredVerdict stored, Verdict verdict) {
        VerdictReviews reviews = tables.verdictReviews();
        Review review = Review.of(reviews.acts(stored.verdictId()));
        Verdict inForce = verdict;
        if (!review.leftOut().isEmpty()) {
            String counts = reviews.counts(stored.verdictId())
                    .orElseThrow(() -> new IllegalStateException("something is left out, and nothing was counted"));
            inForce = FiguresInForce.of(
                    verdict,
                    codec.read(counts, PassageCounts.class),
                    review.targets(),
                    policy(tables, verdict).thresholds());
        }
        String newest = reviews.newest(stored.key()).orElse(stored.verdictId());
        boolean isNewest = newest.equals(stored.verdictId()) || stored.mode() == Mode.PRECHECK;
        return new Reviewed(
                verdict,
                inForce,
                review,
                isNewest ? null : newest,
                isNewest && review.decision() == null
                        ? reviews.lastDecision(stored.key()).orElse(null)
                        : null);
    }

    private Policy policy(Tables tables, Verdict verdict) {
        return tables.policies()
                .find(codec, verdict.businessType(), verdict.policyVersion())
                .orElseThrow(() -> new IllegalStateException("a verdict of a policy that there never was"));
    }

    /**
     * Does what a reviewer asks for, all of it or nothing.
     *
     * @return what holds then
     * @throws org.dupcheck.contract.InvalidMessageException where the request breaks the contract
     * @throws ProblemException where it cannot be done
     * @throws ReviewConflictException where somebody was quicker
     */
    public Reviewed act(StoredVerdict stored, ReviewRequest request, Reviewer reviewer) {
        return act(stored, request, reviewer, tables -> {});
    }

    /**
     * The same.
     *
     * @param along is done in the transaction of the act, which fails with it
     */
    public Reviewed act(StoredVerdict stored, ReviewRequest request, Reviewer reviewer, Consumer<Tables> along) {
        Validator.check(request);
        if (stored.mode() == Mode.PRECHECK) {
            throw new ProblemException(
                    ErrorCode.NOTHING_TO_REVIEW, null, "the verdict is that of a pre-check, which submits nothing");
        }
        Verdict verdict = codec.read(stored.body().json(), Verdict.class);
        requireTargets(verdict, request);
        Counted counted = request.excluded().isEmpty() ? null : counted(stored, verdict);
        try {
            store.run(tables -> {
                act(tables, stored, request, reviewer, counted);
                along.accept(tables);
            });
        } catch (ReviewConflictException e) {
            throw e.with(read(stored));
        }
        return read(stored);
    }

    /** @param json null where it is kept already */
    private record Counted(@Nullable String json) {}

    private void act(
            Tables tables, StoredVerdict stored, ReviewRequest request, Reviewer reviewer, @Nullable Counted counted) {
        VerdictReviews reviews = tables.verdictReviews();
        Held held = reviews.hold(stored.verdictId())
                .orElseThrow(() -> ProblemException.notFound("there is no such verdict"));
        if (held.newest() != null && !held.newest().equals(stored.verdictId())) {
            throw ReviewConflictException.overtaken();
        }
        Review before = Review.of(reviews.acts(stored.verdictId()));
        if (request.seen() != null && request.seen() != before.seen()) {
            throw ReviewConflictException.others();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<ReviewAct> next = before.next(request, reviewer, now);
        next.forEach(act -> {
            reviews.add(stored.verdictId(), act);
            tables.auditLog().add(audited(stored, act));
        });
        if (counted != null && counted.json() != null) {
            reviews.keepCounts(stored.verdictId(), counted.json(), now);
        }
        if (request.decision() != null) {
            reviews.decided(stored.key(), stored.verdictId(), request.decision(), reviewer.userId());
            // what it does to the work order is the notifier's, which looks as soon as this is committed
            tables.due().schedule(DueKind.REVIEWED, stored.key().toString(), Duration.ZERO);
        }
    }

    private static AuditEntry audited(StoredVerdict stored, ReviewAct act) {
        ReviewTarget target = act.target();
        return new AuditEntry(
                AuditAction.of(act.kind()),
                stored.key().businessType(),
                stored.key().toString(),
                stored.revision(),
                stored.verdictId(),
                target == null ? null : target.toString(),
                act.userId(),
                act.note());
    }

    /** Whether all that is named is there; a refusal names the field. */
    private static void requireTargets(Verdict verdict, ReviewRequest request) {
        requireTargets(verdict, request.excluded(), "excluded");
        requireTargets(verdict, request.restored(), "restored");
    }

    private static void requireTargets(Verdict verdict, List<Exclusion> all, String name) {
        for (int i = 0; i < all.size(); i++) {
            Exclusion one = all.get(i);
            String path = name + "[" + i + "]";
            Verdict.Match match = verdict.matches().stream()
                    .filter(m -> m.documentType().equals(one.documentType())
                            && m.documentId().equals(one.documentId()))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid(
                            path + ".documentId", path + ".documentId is that of no source of the verdict"));
            if (one.section() != null
                    && match.passages().stream()
                            .noneMatch(passage ->
                                    FiguresInForce.target(match, passage).equals(Review.target(one)))) {
                throw ProblemException.invalid(path + ".start", path + " is no passage of that source");
            }
        }
    }

    private Counted counted(StoredVerdict stored, Verdict verdict) {
        if (store.read(tables -> tables.verdictReviews().counts(stored.verdictId()))
                .isPresent()) {
            return new Counted(null);
        }
        Policy policy = store.read(tables -> policy(tables, verdict));
        PassageCounts counts = verdicts.textOf(stored)
                .flatMap(text -> PassageCounting.count(verdict, policy, sections(text), this::source, tokens))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_COUNTABLE,
                        null,
                        "the figures cannot be counted without it: a text is no longer kept, or this version counts"
                                + " otherwise than the one that checked it"));
        return new Counted(new String(codec.write(counts), StandardCharsets.UTF_8));
    }

    private Optional<List<Section>> source(Verdict.Match match) {
        return store.read(tables -> tables.referenceViews()
                        .text(match.documentType(), match.documentId(), match.documentRevision()))
                .map(this::sections);
    }

    private List<Section> sections(StoredText text) {
        return List.of(codec.read(text.sections(), Section[].class));
    }
}
