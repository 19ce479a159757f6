package org.dupcheck.check.pending;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.check.references.ReferenceSet;
import org.dupcheck.check.references.SourceDirectory;
import org.dupcheck.check.scan.CheckBasis;
import org.dupcheck.check.scan.CheckedText;
import org.dupcheck.check.scan.Scan;
import org.dupcheck.check.verdict.Pending;
import org.dupcheck.check.verdict.VerdictAssembly;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Verdict;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.runtime.consume.CancelToken;
import org.dupcheck.store.Store;

/**
 * Compares a text with the other open submissions, where a policy says so, and has the others follow. Thread-safe.
 *
 * <p>Of two with the same text both verdicts come to name the other one, whichever came first. A check looks at the open
 * submissions, stores its verdict, and then asks for rechecks of those that it has found, and of itself where others came
 * since it looked. So of two at the same time at least one sees the other.
 */
public final class OpenComparison {
    /** Comparisons at most: with those left out that turn out to be open no more. */
    private static final int MAX_ROUNDS = 3;

    private final Store store;
    private final OpenSet open;
    private final Scan scan;
    private final Clock clock;
    private volatile Map<String, Policy.OpenSubmissions> comparing = Map.of();

    public OpenComparison(Store store, OpenSet open, Scan scan, Clock clock) {
        this.store = store;
        this.open = open;
        this.scan = scan;
        this.clock = clock;
    }

    /**
     * Reads which policies compare with open submissions, and what is open where one does, so that checks have little to read.
     *
     * @return whether one does
     */
    boolean refresh() {
        comparing = store.read(tables -> tables.policies().comparing());
        if (comparing.isEmpty()) {
            return false;
        }
        open.now();
        return true;
    }

    /** Whether there is anything to compare under that policy. */
    public boolean isWanted(Policy policy) {
        return policy.openSubmissions() != Policy.OpenSubmissions.OFF
                || !askingTypes(policy).isEmpty();
    }

    /** Other types whose submissions are compared with those of this one, by their own policies. */
    private Set<String> askingTypes(Policy policy) {
        return comparing.entrySet().stream()
                .filter(other -> other.getValue() == Policy.OpenSubmissions.ALL)
                .map(Map.Entry::getKey)
                .filter(type -> !type.equals(policy.businessType()))
                .collect(Collectors.toSet());
    }

    /** Compares a text that was compared with the reference set: with what came of that, and otherwise as below. */
    public Pending compare(CheckedText text, CheckBasis basis, Comparison references, CancelToken token) {
        return compare(
                text,
                basis,
                references.matches().stream().map(Comparison.Match::document).toList(),
                token);
    }

    /** The same with the verdict that came of it. */
    public Pending compare(CheckedText text, CheckBasis basis, Verdict references, CancelToken token) {
        return compare(
                text,
                basis,
                references.matches().stream()
                        .map(match -> new Document.Id(match.documentType(), match.documentId()))
                        .toList(),
                token);
    }

    /**
     * Compares a text.
     *
     * @param basis its statistics and its policy are used
     * @param counted documents of the reference set that the text matches: a submission that became one of them is not named
     *     once more
     * @param token asked now and then
     */
    private Pending compare(CheckedText text, CheckBasis basis, Collection<Document.Id> counted, CancelToken token) {
        Policy policy = basis.policy();
        if (!isWanted(policy)) {
            return Pending.NONE;
        }
        OpenSet.State state = open.now();
        CheckBasis others = new CheckBasis(state.texts(), basis.statistics(), policy);
        Set<String> asking = askingTypes(policy);
        Set<String> named = new HashSet<>(state.types());
        switch (policy.openSubmissions()) {
            case OFF -> named.clear();
            case SAME_TYPE -> named.retainAll(Set.of(policy.businessType()));
            case ALL -> asking.clear(); // all are named anyway
        }
        Found found = new Found(List.of(), false);
        if (!named.isEmpty()) {
            found = find(text, others, without(state.types(), named), approved(counted, basis.references()), token);
        }
        Set<BusinessKey> keys = found.keys();
        if (!asking.isEmpty()) {
            keys.addAll(find(text, others, without(state.types(), asking), new HashSet<>(), token)
                    .keys());
        }
        boolean told = policy.openSubmissions() != Policy.OpenSubmissions.OFF;
        return new Pending(told ? state.version() : 0, found.matches, found.counts, keys);
    }

    private record Found(List<Verdict.Match> matches, boolean counts) {
        Set<BusinessKey> keys() {
            return matches.stream().map(OpenComparison::key).collect(Collectors.toCollection(HashSet::new));
        }
    }

    private static Set<String> without(Set<String> types, Set<String> some) {
        Set<String> rest = new HashSet<>(types);
        rest.removeAll(some);
        return rest;
    }

    /**
     * @param otherTypes that are not compared with
     * @param leftOut submissions that are not; added to
     */
    private Found find(
            CheckedText text, CheckBasis others, Set<String> otherTypes, Set<Document.Id> leftOut, CancelToken token) {
        for (int round = 1; ; round++) {
            Comparison comparison = scan.run(
                    text.content(),
                    token,
                    others,
                    Scan.options(leftOut, otherTypes, others.policy()),
                    (done, total) -> {});
            List<Verdict.Match> matches = comparison.matches().stream()
                    .map(match ->
                            VerdictAssembly.match(match, others.references().sources()))
                    .toList();
            Set<BusinessKey> there = stillThere(matches);
            if (there.size() == matches.size() || round == MAX_ROUNDS) {
                List<Verdict.Match> kept = matches.stream()
                        .filter(match -> there.contains(key(match)))
                        .toList();
                return new Found(kept, counts(others.policy(), comparison, kept));
            }
            matches.stream()
                    .filter(match -> !there.contains(key(match)))
                    .forEach(match -> leftOut.add(new Document.Id(match.documentType(), match.documentId())));
        }
    }

    private static boolean counts(Policy policy, Comparison comparison, List<Verdict.Match> matches) {
        int passages =
                matches.stream().mapToInt(match -> match.passages().size()).sum();
        return policy.thresholds().reached(comparison.containment(), comparison.longestRun(), passages);
    }

    private Set<BusinessKey> stillThere(List<Verdict.Match> matches) {
        return matches.isEmpty()
                ? Set.of()
                : store.read(tables -> tables.pendingMatches().stillThere(revisions(matches), clock.instant()));
    }

    /** The submissions that those documents are, or came from. */
    private static Set<Document.Id> approved(Collection<Document.Id> documents, ReferenceSet references) {
        Set<Document.Id> submissions = new HashSet<>(documents);
        for (Document.Id document : documents) {
            SourceDirectory.Source source = references.sources().find(document);
            BusinessKey origin = source == null ? null : source.origin();
            if (origin != null) {
                submissions.add(new Document.Id(origin.businessType(), origin.businessId()));
            }
        }
        return submissions;
    }

    /**
     * Notes whom a stored verdict names, and asks for rechecks of those that do not name it yet.
     *
     * @param others as {@link Pending#others}
     */
    public void follow(Verdict verdict, Set<BusinessKey> others) {
        Map<BusinessKey, Long> named = revisions(verdict.pending());
        Set<BusinessKey> all = new HashSet<>(named.keySet());
        all.addAll(others);
        store.run(tables -> {
            boolean stands =
                    tables.pendingMatches().name(verdict.key(), verdict.revision(), verdict.verdictId(), named);
            if (stands && !all.isEmpty()) {
                tables.pendingMatches().requestOthers(verdict.key(), verdict.revision(), all, clock.instant());
            }
        });
    }

    /** The same after a check of a text that nobody could see before: others may have come since it looked. */
    public void followNew(Verdict verdict, Set<BusinessKey> others) {
        if (verdict.openVersion() == 0 && others.isEmpty()) {
            return; // not compared
        }
        follow(verdict, others);
        if (verdict.openVersion() > 0) {
            // a transaction of its own: two that ask for each other must not lock rows in opposite order
            store.run(tables -> tables.pendingMatches()
                    .requestIfOthersCame(verdict.key(), verdict.verdictId(), verdict.openVersion(), clock.instant()));
        }
    }

    private static Map<BusinessKey, Long> revisions(List<Verdict.Match> matches) {
        Map<BusinessKey, Long> revisions = new HashMap<>();
        matches.forEach(match -> revisions.put(key(match), match.documentRevision()));
        return revisions;
    }

    private static BusinessKey key(Verdict.Match match) {
        return new BusinessKey(match.documentType(), match.documentId());
    }
}
