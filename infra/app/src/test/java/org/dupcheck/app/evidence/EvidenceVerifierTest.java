package org.dupcheck.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dupcheck.app.evidence.Claim.Outcome;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Verdict;
import org.dupcheck.engine.TextTokens;
import org.dupcheck.gateway.verdicts.Evidence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** True evidence passes, and evidence with one thing changed fails by the name of what was changed. */
class EvidenceVerifierTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One with two matches or more, common text, a signal of the file and one of the engine; where its first passage ends is certain. */
    private static Evidence rich;

    private static long seed;

    @BeforeAll
    static void make() {
        seed = Long.getLong("dupcheck.seed", new Random().nextLong(1 << 20));
        System.out.println("evidence: texts from seed " + seed);
        rich = Stream.iterate(seed, next -> next + 1)
                .limit(2_000)
                .map(next -> new RealEvidence(next).next())
                .filter(EvidenceVerifierTest::isRich)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isRich(Evidence evidence) {
        Verdict verdict = read(evidence.verdict());
        return verdict.matches().size() > 1
                && verdict.matches().get(0).passages().size() > 1
                && verdict.sections().size() > 1
                && verdict.sections().get(0).matchedTokens() > 0
                && verdict.signals().size() > 1
                && verdict.signals().get(0).kind() == SignalKind.HIDDEN_TEXT
                && verdict.ratios().get(0).tokens() == verdict.tokens()
                && !verdict.commonText().passages().isEmpty()
                && hasCertainBorders(evidence, verdict.matches().get(0));
    }

    /** A passage that begins or ends with a character of several tokens may have more of them or less. */
    private static boolean hasCertainBorders(Evidence evidence, Verdict.Match match) {
        Verdict.Passage passage = match.passages().get(0);
        String here = textHere(evidence, passage.section());
        String there = textThere(evidence, match, passage.sourceSection());
        return Stream.of(
                        around(here, passage.start()),
                        around(here, passage.end()),
                        around(there, passage.sourceStart()),
                        around(there, passage.sourceEnd()))
                .noneMatch(border -> border.contains("㍿"));
    }

    private static String around(String text, int offset) {
        return text.substring(Math.max(0, offset - 8), Math.min(text.length(), offset + 8));
    }

    private static Verdict read(String json) {
        return new JsonCodec().read(json, Verdict.class);
    }

    private static List<String> named(Evidence evidence, Outcome outcome) {
        return EvidenceVerifier.verify(evidence).stream()
                .filter(claim -> claim.outcome() == outcome)
                .map(Claim::name)
                .toList();
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

    /** Changes the verdict; its SHA-256 is that of the changed one, as a forger would have it. */
    private static Evidence forged(Consumer<ObjectNode> change) {
        return with(rich, verdict(rich.verdict(), change));
    }

    private static Evidence with(Evidence evidence, String verdict) {
        return new Evidence(
                evidence.format(),
                read(verdict).verdictId(),
                evidence.sectionKey(),
                evidence.policy(),
                verdict,
                RealEvidence.sha256(verdict),
                evidence.submission(),
                evidence.documents(),
                evidence.missing());
    }

    private static String verdict(String json, Consumer<ObjectNode> change) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(json);
            change.accept(tree);
            String changed = JSON.writeValueAsString(tree);
            assertThat(changed).isNotEqualTo(json);
            return changed;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Forgery(String what, String failing, Consumer<ObjectNode> change) {}

    private static Forgery number(String path, String field, double by, String failing) {
        return new Forgery(path + "/" + field, failing, verdict -> {
            ObjectNode node = (ObjectNode) (path.isEmpty() ? verdict : verdict.at(path));
            JsonNode value = node.get(field);
            if (value.isIntegralNumber()) {
                node.put(field, value.asLong() + (long) by);
            } else {
                node.put(field, value.asDouble() + by);
            }
        });
    }

    private static Forgery text(String path, String field, String value, String failing) {
        return new Forgery(
                path + "/" + field,
                failing,
                verdict -> ((ObjectNode) (path.isEmpty() ? verdict : verdict.at(path))).put(field, value));
    }

    private static final String PASSAGE = "/matches/0/passages/0";

    @TestFactory
    Stream<DynamicTest> aForgedVerdictFailsByTheNameOfWhatWasChanged() {
        return Stream.of(
                        number("", "containment", .001, "containment"),
                        number("", "longestRun", 1, "longest run"),
                        number("", "tokens", 1, "tokens"),
                        number("", "matchedTokens", -1, "matched tokens"),
                        number("", "revision", 1, "verdict id"),
                        number("", "corpusVersion", 1, "verdict id"),
                        number("", "statisticsVersion", 1, "verdict id"),
                        text("", "settingsVersion", "t", "verdict id"),
                        text("", "engineVersion", "2020.1", "verdict id"),
                        text("", "businessId", "SQ-2", "verdict id"),
                        text("", "mode", "PRECHECK", "verdict id"),
                        text("", "contentHash", "0".repeat(64), "content hash"),
                        text("", "resultState", "NONE", "result"),
                        number("", "policyVersion", 1, "verdict id"),
                        number("/ratios/0", "tokens", 1, "ratios"),
                        number("/ratios/0", "leftOut", 1, "ratios"),
                        number("/ratios/1", "matchedTokens", 1, "ratios"),
                        number("/ratios/2", "containment", .001, "ratios"),
                        text("/ratios/1", "name", "raw", "ratios"),
                        number("/sections/0", "tokens", -1, "tokens"),
                        number("/sections/0", "matchedTokens", -1, "matched tokens"),
                        number("/sections/0", "containment", -.01, "containment"),
                        text("/sections/0", "key", "其他", "sections"),
                        number("/commonText", "tokens", 1, "common text"),
                        number("/commonText/passages/0", "start", 1, "common text"),
                        number("/commonText/passages/0", "end", 100_000, "common text"),
                        number("/signals/0", "count", 1, "content hash"),
                        number("/signals/1", "end", 100_000, "signals"),
                        number("/matches/0", "containment", .001, "containment"),
                        number("/matches/0", "longestRun", 100, "longest run"),
                        number(PASSAGE, "start", -100_000, "passages here"),
                        number(PASSAGE, "end", 100_000, "passages here"),
                        number(PASSAGE, "sourceStart", -100_000, "passages there"),
                        number(PASSAGE, "sourceEnd", 100_000, "passages there"),
                        number(PASSAGE, "similarity", -.0001, "similarity"),
                        text(PASSAGE, "section", "其他", "passages here"),
                        text(PASSAGE, "sourceSection", "其他", "passages there"),
                        new Forgery(
                                "a match without passages",
                                "result",
                                verdict -> ((ObjectNode) verdict.at("/matches/0")).putArray("passages")),
                        new Forgery("no reason", "result", verdict -> verdict.putArray("confirmationReasons")),
                        new Forgery("another order", "order", verdict -> {
                            ArrayNode matches = (ArrayNode) verdict.get("matches");
                            matches.add(matches.remove(0));
                        }))
                .map(forgery -> DynamicTest.dynamicTest(
                        forgery.what,
                        () -> assertThat(named(forged(forgery.change), Outcome.FALSE))
                                .contains(forgery.failing)));
    }

    /** A token more or less on one side changes the share of equal ones; spaces and signs beside it would change nothing. */
    @Test
    void anOffsetMovedByOneTokenIsFound() {
        Verdict.Match match = read(rich.verdict()).matches().get(0);
        Verdict.Passage passage = match.passages().get(0);
        String here = textHere(rich, passage.section());
        String there = textThere(rich, match, passage.sourceSection());
        isFoundWhenMoved("start", passage.start(), starts(here), true);
        isFoundWhenMoved("end", passage.end(), ends(here), false);
        isFoundWhenMoved("sourceStart", passage.sourceStart(), starts(there), true);
        isFoundWhenMoved("sourceEnd", passage.sourceEnd(), ends(there), false);
    }

    /** @param borders where the tokens start, or end */
    private static void isFoundWhenMoved(String field, int offset, NavigableSet<Integer> borders, boolean isStart) {
        Integer back = borders.lower(isStart ? Integer.valueOf(offset) : borders.floor(offset));
        Integer on = borders.higher(isStart ? borders.ceiling(offset) : Integer.valueOf(offset));
        isFoundAt(field, offset, back == null ? -1 : back);
        isFoundAt(field, offset, on == null ? Integer.MAX_VALUE : on);
    }

    private static void isFoundAt(String field, int offset, int moved) {
        Evidence evidence = forged(number(PASSAGE, field, moved - offset, "").change);
        assertThat(named(evidence, Outcome.FALSE))
                .as("%s %d for %d, texts from seed %d", field, moved, offset, seed)
                .containsAnyOf("similarity", "passages here", "passages there", "matched tokens", "order");
    }

    private static NavigableSet<Integer> starts(String text) {
        TextTokens tokens = TextTokens.of(text);
        return IntStream.range(0, tokens.size())
                .map(tokens::start)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static NavigableSet<Integer> ends(String text) {
        TextTokens tokens = TextTokens.of(text);
        return IntStream.range(0, tokens.size())
                .map(tokens::end)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String textHere(Evidence evidence, String key) {
        return evidence.submission().stream()
                .filter(section -> section.key().equals(key))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static String textThere(Evidence evidence, Verdict.Match match, String key) {
        return evidence.documents().stream()
                .filter(document -> document.documentId().equals(match.documentId()))
                .flatMap(document -> document.sections().stream())
                .filter(section -> section.key().equals(key))
                .findFirst()
                .orElseThrow()
                .text();
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

    @Test
    void aVerdictWithAFieldLeftOutIsNone() {
        String verdict = verdict(rich.verdict(), tree -> tree.remove("engineVersion"));
        assertThatThrownBy(() -> EvidenceVerifier.verify(with(rich, verdict)))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("engineVersion");
    }
}
