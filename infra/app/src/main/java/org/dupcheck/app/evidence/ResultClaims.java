package org.dupcheck.app.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Verdict;

/** Whether what the verdict concludes follows from what it found. Stateless. */
final class ResultClaims {
    private static final Comparator<Verdict.Match> LARGEST_FIRST = Comparator.comparingDouble(
                    Verdict.Match::containment)
            .reversed()
            .thenComparing(Verdict.Match::documentType)
            .thenComparing(Verdict.Match::documentId);

    private ResultClaims() {}

    /** Whether matches come largest first, equal ones by type and id, and passages in the order of the text. */
    static Claim order(Bundle bundle) {
        Verdict verdict = bundle.verdict();
        Tally tally = new Tally("order");
        List<Verdict.Match> matches = verdict.matches();
        List<String> sections =
                verdict.sections().stream().map(Verdict.SectionResult::key).toList();
        for (int i = 0; i < matches.size(); i++) {
            Verdict.Match match = matches.get(i);
            tally.check(
                    i == 0 || LARGEST_FIRST.compare(matches.get(i - 1), match) < 0,
                    Bundle.name(match) + " does not come after the match before it");
            List<Verdict.Passage> passages = match.passages();
            for (int p = 0; p < passages.size(); p++) {
                tally.check(
                        sections.contains(passages.get(p).section())
                                && (p == 0 || comesAfter(sections, passages.get(p - 1), passages.get(p))),
                        Bundle.name(match, passages.get(p)) + " does not come after the passage before it");
            }
        }
        return tally.claim("matches and passages stand in their order");
    }

    private static boolean comesAfter(List<String> sections, Verdict.Passage before, Verdict.Passage passage) {
        int one = sections.indexOf(before.section());
        int other = sections.indexOf(passage.section());
        return one < other || (one == other && before.start() <= passage.start());
    }

    /** Whether the result and the reasons to ask follow from the findings, as far as no setting decides them. */
    static Claim result(Bundle bundle) {
        Verdict verdict = bundle.verdict();
        Tally tally = new Tally("result");
        Policy policy = bundle.policy();
        boolean duplicates = verdict.resultState() == ResultState.DUPLICATES;
        boolean review = verdict.confirmationReasons().contains(ConfirmationReason.REVIEW);
        if (policy == null) {
            tally.open("the policy is missing");
        } else {
            int passages = verdict.countedPassages();
            duplicates = policy.thresholds().reached(verdict.containment(), verdict.longestRun(), passages);
            review = policy.reviewFrom() != null
                    && policy.reviewFrom().reached(verdict.containment(), verdict.longestRun(), passages);
            tally.check(
                    verdict.resultState() == (duplicates ? ResultState.DUPLICATES : ResultState.NONE),
                    verdict.resultState() + " with " + passages + " passages under policy " + policy.version());
            tally.check(
                    verdict.commonTextCounts() == policy.commonTextCounts(),
                    "common text counts under policy " + policy.version() + ": " + policy.commonTextCounts()
                            + ", and not " + verdict.commonTextCounts());
        }
        for (Verdict.Match match : verdict.matches()) {
            tally.check(!match.passages().isEmpty(), Bundle.name(match) + " has no passage");
        }
        Map<ConfirmationReason, Boolean> reasons = Map.of(
                ConfirmationReason.DUPLICATES,
                duplicates,
                ConfirmationReason.TOO_LITTLE_TEXT,
                verdict.tooLittleText(),
                ConfirmationReason.UNREAD_TEXT,
                has(verdict, SignalKind.UNREAD_TEXT),
                ConfirmationReason.SEARCH_LIMIT,
                has(verdict, SignalKind.SEARCH_LIMIT),
                ConfirmationReason.REVIEW,
                review);
        reasons.forEach((reason, holds) -> tally.check(
                verdict.confirmationReasons().contains(reason) == holds,
                "the reason " + reason + (holds ? " is left out" : " does not follow from the findings")));
        tally.check(
                verdict.commonText().tokens() > 0
                        || !verdict.confirmationReasons().contains(ConfirmationReason.COMMON_TEXT),
                "the reason COMMON_TEXT does not follow from the findings");
        tally.check(
                !verdict.pending().isEmpty() || !verdict.confirmationReasons().contains(ConfirmationReason.PENDING),
                "the reason PENDING does not follow from the findings");
        return tally.claim("conclusions follow from the findings");
    }

    private static boolean has(Verdict verdict, SignalKind kind) {
        return verdict.signals().stream().anyMatch(signal -> signal.kind() == kind);
    }

    /** Whether signals lie in the text. */
    static Claim signals(Bundle bundle) {
        Tally tally = new Tally("signals");
        Map<String, SectionTokens> texts = bundle.submission();
        for (Signal signal : bundle.verdict().signals()) {
            String name = signal.kind() + " " + signal.section() + " " + signal.start() + "–" + signal.end();
            if (signal.section() == null) {
                tally.check(signal.start() == 0 && signal.end() == 0 && signal.count() > 0, name + " has no place");
            } else if (texts == null) {
                tally.open(Bundle.TEXT_IS_MISSING);
            } else {
                SectionTokens section = texts.get(signal.section());
                tally.check(
                        section != null && signal.count() > 0 && section.holdsOrIsEmpty(signal.start(), signal.end()),
                        name + " is no span of the text");
            }
        }
        return tally.claim("signals lie in the text");
    }
}
