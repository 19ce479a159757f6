package org.dupcheck.gateway.verdicts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.verdicts.VerdictDiff.Change;
import org.dupcheck.gateway.verdicts.VerdictDiff.CommonTextChange;
import org.dupcheck.gateway.verdicts.VerdictDiff.Difference;
import org.dupcheck.gateway.verdicts.VerdictDiff.Header;
import org.dupcheck.gateway.verdicts.VerdictDiff.ReasonChange;
import org.dupcheck.gateway.verdicts.VerdictDiff.SectionChange;
import org.dupcheck.gateway.verdicts.VerdictDiff.SignalChange;
import org.dupcheck.gateway.verdicts.VerdictDiff.SourceChange;
import org.dupcheck.gateway.verdicts.VerdictDiff.Sources;

/** Holds two verdicts of one document against each other. */
final class VerdictComparison {
    private VerdictComparison() {}

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
                        Change.of(from, to, verdict -> verdict.commonText().tokens()),
                        Change.of(
                                from,
                                to,
                                verdict -> verdict.commonText().passages().size()),
                        Change.of(
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
