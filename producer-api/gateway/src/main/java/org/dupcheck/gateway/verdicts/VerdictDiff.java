package org.dupcheck.gateway.verdicts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.jspecify.annotations.Nullable;

/**
 * What made the figure move from one verdict of a document to another. It depends on the two verdicts alone, and is no
 * longer than both together.
 *
 * @param moved containment of {@code to} less that of {@code from}, -1 to 1
 * @param because what the two verdicts are pinned to that is not the same; empty where they can differ in nothing
 * @param pending the same of the other open submissions
 * @param sections those of {@code to} in their order, then those that only {@code from} has
 * @param signals one entry for each kind that either has
 */
record VerdictDiff(
        String businessType,
        String businessId,
        Header from,
        Header to,
        double moved,
        List<Difference> because,
        Sources sources,
        Sources pending,
        List<SectionChange> sections,
        CommonTextChange commonText,
        List<SignalChange> signals,
        ReasonChange confirmationReasons) {

    /** What a verdict is pinned to. */
    enum Difference {
        CONTENT,
        CORPUS,
        STATISTICS,
        ENGINE,
        SETTINGS,
        POLICY,
        OPEN_SUBMISSIONS
    }

    /** A figure in both verdicts; absent on the side that does not have it. */
    record Change<T>(@Nullable T from, @Nullable T to) {
        static <V, T> Change<T> of(@Nullable V from, @Nullable V to, Function<V, T> figure) {
            return new Change<>(from == null ? null : figure.apply(from), to == null ? null : figure.apply(to));
        }
    }

    /** One of the two verdicts. */
    record Header(
            String verdictId,
            long revision,
            Mode mode,
            VerdictReason reason,
            ResultState resultState,
            long corpusVersion,
            long statisticsVersion,
            String engineVersion,
            String settingsVersion,
            long policyVersion,
            Instant createdAt,
            double containment,
            int tokens,
            int matchedTokens) {
        static Header of(Verdict verdict) {
            return new Header(
                    verdict.verdictId(),
                    verdict.revision(),
                    verdict.mode(),
                    verdict.reason(),
                    verdict.resultState(),
                    verdict.corpusVersion(),
                    verdict.statisticsVersion(),
                    verdict.engineVersion(),
                    verdict.settingsVersion(),
                    verdict.policyVersion(),
                    verdict.createdAt(),
                    verdict.containment(),
                    verdict.tokens(),
                    verdict.matchedTokens());
        }
    }

    /**
     * The matches of both.
     *
     * @param gained only in {@code to}, largest first
     * @param lost only in {@code from}, largest first
     * @param changed in both, with another containment, another revision, or another number of passages; what moved most
     *     comes first
     * @param unchanged how many others are in both
     */
    record Sources(List<SourceChange> gained, List<SourceChange> lost, List<SourceChange> changed, int unchanged) {}

    /**
     * A reference document.
     *
     * @param title the later one where it has changed
     * @param passages how many
     */
    record SourceChange(
            String documentType,
            String documentId,
            @Nullable String title,
            Change<Long> documentRevision,
            Change<Double> containment,
            Change<Integer> passages) {
        static SourceChange of(Verdict.@Nullable Match from, Verdict.@Nullable Match to) {
            Verdict.Match named = Objects.requireNonNull(to == null ? from : to);
            String title = named.title() == null && from != null ? from.title() : named.title();
            return new SourceChange(
                    named.documentType(),
                    named.documentId(),
                    title,
                    Change.of(from, to, Verdict.Match::documentRevision),
                    Change.of(from, to, Verdict.Match::containment),
                    Change.of(from, to, match -> match.passages().size()));
        }

        boolean hasMoved() {
            return !same(documentRevision) || !same(containment) || !same(passages);
        }

        double size() {
            Double before = containment.from();
            Double after = containment.to();
            return before == null || after == null ? 0 : Math.abs(after - before);
        }

        private static boolean same(Change<?> change) {
            return Objects.equals(change.from(), change.to());
        }
    }

    /** The figures of one section; absent on the side that has no such section. */
    record SectionChange(
            String key, Change<Double> containment, Change<Integer> tokens, Change<Integer> matchedTokens) {
        static SectionChange of(String key, Verdict.@Nullable SectionResult from, Verdict.@Nullable SectionResult to) {
            return new SectionChange(
                    key,
                    Change.of(from, to, Verdict.SectionResult::containment),
                    Change.of(from, to, Verdict.SectionResult::tokens),
                    Change.of(from, to, Verdict.SectionResult::matchedTokens));
        }
    }

    /**
     * How much common text there is.
     *
     * @param passages how many
     * @param counted those of the tokens that are among the matched ones: all where the policy counts common text, or none
     */
    record CommonTextChange(Change<Integer> tokens, Change<Integer> passages, Change<Integer> counted) {}

    /** @param count characters, or parts of the file; 0 on the side without such a signal */
    record SignalChange(SignalKind kind, Change<Integer> count) {}

    /** Why a work order waits, where only one of the two says so. */
    record ReasonChange(List<ConfirmationReason> gained, List<ConfirmationReason> lost) {}
}
