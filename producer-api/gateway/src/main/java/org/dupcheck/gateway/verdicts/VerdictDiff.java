package org.dupcheck.gateway.verdicts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Signal;
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
    record Change<T>(@Nullable T from, @Nullable T to) {}

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
                    change(from, to, Verdict.Match::documentRevision),
                    change(from, to, Verdict.Match::containment),
                    change(from, to, match -> match.passages().size()));
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
                    change(from, to, Verdict.SectionResult::containment),
                    change(from, to, Verdict.SectionResult::tokens),
                    change(from, to, Verdict.SectionResult::matchedTokens));
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

    /** Both must be of the same document. */
    static VerdictDiff between(Verdict from, Verdict to) {
        return new VerdictDiff(
                to.businessType(),
                to.businessId(),
                Header.of(from),
                Header.of(to),
                to.containment() - from.containment(),
                because(from, to),
                sources(from.matches(), to.matches()),
                sources(from.pending(), to.pending()),
                sections(from, to),
                new CommonTextChange(
                        change(from, to, verdict -> verdict.commonText().tokens()),
                        change(
                                from,
                                to,
                                verdict -> verdict.commonText().passages().size()),
                        change(
                                from,
                                to,
                                verdict -> verdict.commonTextCounts()
                                        ? verdict.commonText().tokens()
                                        : 0)),
                signals(from, to),
                new ReasonChange(
                        without(to.confirmationReasons(), from.confirmationReasons()),
                        without(from.confirmationReasons(), to.confirmationReasons())));
    }

    private static <V, T> Change<T> change(@Nullable V from, @Nullable V to, Function<V, T> figure) {
        return new Change<>(from == null ? null : figure.apply(from), to == null ? null : figure.apply(to));
    }

    private static List<Difference> because(Verdict from, Verdict to) {
        List<Difference> because = new ArrayList<>();
        if (!from.contentHash().equals(to.contentHash())) {
            because.add(Difference.CONTENT);
        }
        if (from.corpusVersion() != to.corpusVersion()) {
            because.add(Difference.CORPUS);
        }
        if (from.statisticsVersion() != to.statisticsVersion()) {
            because.add(Difference.STATISTICS);
        }
        if (!from.engineVersion().equals(to.engineVersion())) {
            because.add(Difference.ENGINE);
        }
        if (!from.settingsVersion().equals(to.settingsVersion())) {
            because.add(Difference.SETTINGS);
        }
        if (from.policyVersion() != to.policyVersion()) {
            because.add(Difference.POLICY);
        }
        if (from.openVersion() != to.openVersion()) {
            because.add(Difference.OPEN_SUBMISSIONS);
        }
        return because;
    }

    private static Sources sources(List<Verdict.Match> from, List<Verdict.Match> to) {
        Map<DocumentKey, Verdict.Match> lost = new LinkedHashMap<>();
        from.forEach(match -> lost.put(key(match), match));
        List<SourceChange> gained = new ArrayList<>();
        List<SourceChange> changed = new ArrayList<>();
        int unchanged = 0;
        for (Verdict.Match match : to) {
            Verdict.Match before = lost.remove(key(match));
            SourceChange change = SourceChange.of(before, match);
            if (before == null) {
                gained.add(change);
            } else if (change.hasMoved()) {
                changed.add(change);
            } else {
                unchanged++;
            }
        }
        // stable: among equals, the order of the verdict
        changed.sort(Comparator.comparingDouble(SourceChange::size).reversed());
        return new Sources(
                gained,
                lost.values().stream()
                        .map(match -> SourceChange.of(match, null))
                        .toList(),
                changed,
                unchanged);
    }

    private static DocumentKey key(Verdict.Match match) {
        return new DocumentKey(match.documentType(), match.documentId());
    }

    private static List<SectionChange> sections(Verdict from, Verdict to) {
        Map<String, Verdict.SectionResult> before = byKey(from);
        Map<String, Verdict.SectionResult> after = byKey(to);
        Set<String> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        return keys.stream()
                .map(key -> SectionChange.of(key, before.get(key), after.get(key)))
                .toList();
    }

    private static Map<String, Verdict.SectionResult> byKey(Verdict verdict) {
        Map<String, Verdict.SectionResult> sections = new LinkedHashMap<>();
        verdict.sections().forEach(section -> sections.put(section.key(), section));
        return sections;
    }

    private static List<SignalChange> signals(Verdict from, Verdict to) {
        Map<SignalKind, Integer> before = counts(from);
        Map<SignalKind, Integer> after = counts(to);
        List<SignalChange> changes = new ArrayList<>();
        for (SignalKind kind : SignalKind.values()) {
            if (before.containsKey(kind) || after.containsKey(kind)) {
                changes.add(new SignalChange(
                        kind, new Change<>(before.getOrDefault(kind, 0), after.getOrDefault(kind, 0))));
            }
        }
        return changes;
    }

    private static Map<SignalKind, Integer> counts(Verdict verdict) {
        return verdict.signals().stream()
                .collect(Collectors.groupingBy(
                        Signal::kind, () -> new EnumMap<>(SignalKind.class), Collectors.summingInt(Signal::count)));
    }

    private static List<ConfirmationReason> without(List<ConfirmationReason> reasons, List<ConfirmationReason> others) {
        return reasons.stream().filter(reason -> !others.contains(reason)).toList();
    }
}
