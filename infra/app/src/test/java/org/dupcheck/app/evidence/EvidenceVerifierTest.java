package org.dupcheck.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.app.evidence.RichEvidence.named;
import static org.dupcheck.app.evidence.RichEvidence.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.dupcheck.app.evidence.Claim.Outcome;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.verdicts.Evidence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** True evidence passes; evidence with other texts or other bytes fails by the name of what they are. */
class EvidenceVerifierTest {
    private static Evidence rich;

    @BeforeAll
    static void make() {
        rich = RichEvidence.from(RichEvidence.seed());
    }

    @Test
    void evidenceOfWhatTheEngineFindsIsTrue() {
        long first = new Random().nextLong(1L << 40);
        int passages = 0;
        int leftOut = 0;
        for (long seed = first; seed < first + 40; seed++) {
            Evidence evidence = new RealEvidence(seed).next();
            assertThat(EvidenceVerifier.verify(evidence))
                    .as("seed %d", seed)
                    .allSatisfy(
                            claim -> assertThat(claim.outcome()).as("%s", claim).isEqualTo(Outcome.TRUE));
            passages += read(evidence.verdict()).matches().stream()
                    .mapToInt(match -> match.passages().size())
                    .sum();
            leftOut += read(evidence.verdict()).ratios().stream()
                    .mapToInt(Verdict.Ratio::leftOut)
                    .sum();
        }
        assertThat(leftOut).as("seed %d", first).isPositive();
        assertThat(passages).as("seed %d", first).isGreaterThan(20);
    }

    @Test
    void aVerdictOfOtherBytesFailsByItsHash() {
        Evidence evidence = new Evidence(
                rich.format(),
                rich.verdictId(),
                null,
                rich.policy(),
                rich.verdict() + " ",
                rich.verdictSha256(),
                rich.submission(),
                rich.documents(),
                List.of());
        assertThat(named(evidence, Outcome.FALSE)).containsExactly("verdict hash");
    }

    private static Evidence with(List<Section> submission, List<Evidence.ReferenceText> documents) {
        return new Evidence(
                rich.format(),
                rich.verdictId(),
                null,
                rich.policy(),
                rich.verdict(),
                rich.verdictSha256(),
                submission,
                documents,
                List.of());
    }

    private static String changed(String text, int at) {
        return text.substring(0, at) + (text.charAt(at) == '龘' ? '龥' : '龘') + text.substring(at + 1);
    }

    @Test
    void aCharacterOfTheSubmissionThatWasChangedIsFound() {
        Verdict.Passage passage =
                read(rich.verdict()).matches().get(0).passages().get(0);
        List<Section> sections = new ArrayList<>(rich.submission());
        sections.replaceAll(section -> section.key().equals(passage.section())
                ? new Section(section.key(), changed(section.text(), passage.start()))
                : section);
        assertThat(named(with(sections, rich.documents()), Outcome.FALSE)).contains("content hash");
        assertThat(named(with(List.of(rich.submission().get(0)), rich.documents()), Outcome.FALSE))
                .contains("content hash", "sections");
    }

    private static List<Evidence.ReferenceText> documents(UnaryOperator<Evidence.SectionText> change) {
        List<Evidence.ReferenceText> documents = new ArrayList<>(rich.documents());
        Evidence.ReferenceText first = documents.get(0);
        documents.set(
                0,
                new Evidence.ReferenceText(
                        first.documentType(),
                        first.documentId(),
                        first.revision(),
                        first.sections().stream().map(change).toList()));
        return documents;
    }

    @Test
    void aCharacterOrTheHashOfAReferenceTextThatWasChangedIsFound() {
        assertThat(named(
                        with(
                                rich.submission(),
                                documents(s -> new Evidence.SectionText(s.key(), changed(s.text(), 0), s.hash()))),
                        Outcome.FALSE))
                .contains("reference texts");
        assertThat(named(
                        with(
                                rich.submission(),
                                documents(s -> new Evidence.SectionText(s.key(), s.text(), "0".repeat(64)))),
                        Outcome.FALSE))
                .containsExactly("reference texts");
        assertThat(named(
                        with(rich.submission(), documents(s -> {
                            String other = "全然不同的文字".repeat(200);
                            return new Evidence.SectionText(
                                    s.key(), other, ContentHash.of(new Section(s.key(), other)));
                        })),
                        Outcome.FALSE))
                .contains("similarity", "longest run");
    }

    @Test
    void whatIsMissingLeavesItsChecksOpenAndTheOthersTrue() {
        Evidence noSubmission = with(null, rich.documents());
        assertThat(named(noSubmission, Outcome.FALSE)).isEmpty();
        assertThat(named(noSubmission, Outcome.OPEN))
                .contains("content hash", "sections", "passages here", "similarity", "tokens", "matched tokens");
        assertThat(named(noSubmission, Outcome.TRUE))
                .contains("verdict hash", "verdict id", "passages there", "result");

        Evidence noDocument = with(
                rich.submission(), rich.documents().subList(1, rich.documents().size()));
        assertThat(named(noDocument, Outcome.FALSE)).isEmpty();
        assertThat(named(noDocument, Outcome.OPEN))
                .containsExactly("reference texts", "passages there", "similarity", "longest run");
    }
}
