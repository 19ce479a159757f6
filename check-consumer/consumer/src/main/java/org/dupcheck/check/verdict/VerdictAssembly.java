package org.dupcheck.check.verdict;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.dupcheck.check.references.ReferenceSet;
import org.dupcheck.check.references.SourceDirectory;
import org.dupcheck.check.scan.CheckBasis;
import org.dupcheck.check.scan.CheckedText;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictId;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.checks.Claim;
import org.dupcheck.store.checks.NewVerdict;
import org.dupcheck.store.checks.StartedCheck;

/** Makes verdicts: of what the engine found, or of an earlier verdict whose findings stand. */
public final class VerdictAssembly {
    private final JsonCodec codec;
    private final Clock clock;
    private final CheckVersions versions;
    private final ConfirmationRules defaults;

    public VerdictAssembly(JsonCodec codec, Clock clock, CheckVersions versions, ConfirmationRules defaults) {
        this.codec = codec;
        this.clock = clock;
        this.versions = versions;
        this.defaults = defaults;
    }

    /** A verdict of a scan of that reference set, under that policy, and of a comparison with what is open. */
    public NewVerdict scanned(
            CheckedText text,
            VerdictReason reason,
            String ownerKey,
            CheckBasis basis,
            Comparison comparison,
            Pending pending) {
        Submission content = text.content();
        Policy policy = basis.policy();
        ReferenceSet references = basis.references();
        ConfirmationRules rules = defaults.under(policy);
        List<Verdict.Match> matches = comparison.matches().stream()
                .map(match -> match(match, references.sources()))
                .toList();
        int passages = passages(comparison, policy);
        boolean duplicates = reached(policy.thresholds(), comparison, passages);
        boolean review = policy.reviewFrom() != null && reached(policy.reviewFrom(), comparison, passages);
        Verdict.CommonText commonText = commonText(comparison.commonText(), policy, references.sources());
        List<Signal> signals = Stream.concat(
                        content.signals().stream(),
                        comparison.signals().stream().map(VerdictAssembly::signal))
                .toList();
        Verdict alone = new Verdict(
                "",
                content.businessType(),
                content.businessId(),
                content.revision(),
                content.mode(),
                text.contentHash(),
                duplicates ? ResultState.DUPLICATES : ResultState.NONE,
                references.version(),
                basis.statistics().corpusVersion(),
                versions.engine(),
                versions.settings(),
                policy.version(),
                reason,
                now(),
                comparison.containment(),
                comparison.longestRun(),
                comparison.tokens(),
                comparison.matchedTokens(),
                comparison.sections().stream().map(VerdictAssembly::section).toList(),
                Ratios.of(comparison, policy),
                rules.tooLittleText(comparison.tokens()),
                commonText,
                signals,
                rules.reasons(duplicates, review, comparison.tokens(), commonText, signals),
                matches);
        Verdict verdict = with(text.key(), alone, reason, pending);
        return newVerdict(verdict, ownerKey, references.view().pageCount());
    }

    /** Those that count. */
    private static int passages(Comparison comparison, Policy policy) {
        int common =
                policy.commonTextCounts() ? comparison.commonText().passages().size() : 0;
        return comparison.matches().stream()
                .mapToInt(match -> match.passages().size())
                .reduce(common, Integer::sum);
    }

    private static boolean reached(Policy.Thresholds thresholds, Comparison comparison, int passages) {
        return thresholds.reached(comparison.containment(), comparison.longestRun(), passages);
    }

    /** The same findings, with what a comparison with the open submissions came to, under an id and at a time of their own. */
    private Verdict with(CheckKey key, Verdict verdict, VerdictReason reason, Pending pending) {
        return verdict.withPending(
                verdictId(key, verdict, pending),
                reason,
                now(),
                ConfirmationRules.withPending(verdict.confirmationReasons(), pending.counts()),
                pending.openVersion(),
                pending.matches());
    }

    /** A verdict that holds, but for what it says of the other open submissions. */
    public NewVerdict withPending(CheckKey key, Verdict before, String ownerKey, Pending pending) {
        return newVerdict(with(key, before, VerdictReason.RECHECK, pending), ownerKey, 0);
    }

    /**
     * The verdict of a text that was compared before, at the same corpus: the earlier one's findings under this revision.
     *
     * @param mode of the new verdict; the earlier one may have been a pre-check's
     * @param pending in the place of what the earlier one says of the open submissions
     */
    public NewVerdict takenOver(StartedCheck started, Mode mode, String earlierJson, Pending pending) {
        Claim claim = started.claim();
        Verdict earlier = read(earlierJson);
        String ownerKey = started.ownerKey(earlier.corpusVersion());
        Verdict alone = new Verdict(
                "",
                earlier.businessType(),
                earlier.businessId(),
                claim.revision(),
                mode,
                earlier.contentHash(),
                earlier.resultState(),
                earlier.corpusVersion(),
                earlier.statisticsVersion(),
                earlier.engineVersion(),
                earlier.settingsVersion(),
                earlier.policyVersion(),
                earlier.reason(),
                earlier.createdAt(),
                earlier.containment(),
                earlier.longestRun(),
                earlier.tokens(),
                earlier.matchedTokens(),
                earlier.sections(),
                earlier.ratios(),
                earlier.tooLittleText(),
                earlier.commonText(),
                earlier.signals(),
                earlier.confirmationReasons(),
                earlier.matches());
        VerdictReason reason =
                started.reason(earlier.contentHash(), earlier.corpusVersion(), earlier.statisticsVersion(), versions);
        Verdict verdict = with(claim.key(), alone, reason, pending);
        if (verdict.verdictId().equals(earlier.verdictId())) {
            return new NewVerdict(earlier, ownerKey, 0, earlierJson); // this very revision's own, withdrawn meanwhile
        }
        return newVerdict(verdict, ownerKey, 0);
    }

    /** A verdict as it is stored. */
    public Verdict read(String json) {
        return codec.read(json, Verdict.class);
    }

    private NewVerdict newVerdict(Verdict verdict, String ownerKey, int pages) {
        return new NewVerdict(verdict, ownerKey, pages, new String(codec.write(verdict), StandardCharsets.UTF_8));
    }

    private String verdictId(CheckKey key, Verdict verdict, Pending pending) {
        return VerdictId.of(
                key.document(),
                key.section(),
                verdict.revision(),
                verdict.mode(),
                verdict.contentHash(),
                verdict.corpusVersion(),
                verdict.statisticsVersion(),
                verdict.engineVersion(),
                verdict.settingsVersion(),
                verdict.policyVersion(),
                VerdictId.open(pending.openVersion(), pending.matches()));
    }

    /** In microseconds, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static SourceDirectory.Source source(Document.Id document, SourceDirectory.At sources) {
        SourceDirectory.Source source = sources.find(document);
        if (source == null) {
            throw new IllegalStateException("a matched document is not in the reference set it was found in");
        }
        return source;
    }

    /** What the engine found in one document, with what is told of the document. */
    public static Verdict.Match match(Comparison.Match match, SourceDirectory.At sources) {
        SourceDirectory.Source source = source(match.document(), sources);
        return new Verdict.Match(
                match.document().type(),
                match.document().id(),
                source.revision(),
                source.title(),
                match.containment(),
                match.longestRun(),
                match.passages().stream().map(VerdictAssembly::passage).toList());
    }

    private static Verdict.Passage passage(Comparison.Passage passage) {
        return new Verdict.Passage(
                passage.section(),
                passage.start(),
                passage.end(),
                passage.sourceSection(),
                passage.sourceStart(),
                passage.sourceEnd(),
                passage.similarity());
    }

    private static Verdict.SectionResult section(Comparison.SectionFigures figures) {
        return new Verdict.SectionResult(
                figures.key(), figures.containment(), figures.tokens(), figures.matchedTokens());
    }

    private static Verdict.CommonText commonText(
            Comparison.CommonText common, Policy policy, SourceDirectory.At sources) {
        return new Verdict.CommonText(
                common.tokens(),
                policy.commonTextCounts() ? common.longestRun() : null,
                common.passages().stream()
                        .map(passage -> new Verdict.CommonPassage(
                                passage.section(),
                                passage.start(),
                                passage.end(),
                                passage.documents(),
                                passage.examples().stream()
                                        .map(id -> new Verdict.Source(
                                                id.type(),
                                                id.id(),
                                                source(id, sources).title()))
                                        .toList()))
                        .toList());
    }

    private static Signal signal(Comparison.Signal signal) {
        SignalKind kind = switch (signal.kind()) {
            case INVISIBLE_CHARACTERS -> SignalKind.INVISIBLE_CHARACTERS;
            case MIXED_SCRIPT -> SignalKind.MIXED_SCRIPT;
            case SEARCH_LIMIT -> SignalKind.SEARCH_LIMIT;
        };
        return new Signal(kind, signal.section(), signal.start(), signal.end(), signal.count());
    }
}
