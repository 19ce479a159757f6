package org.dupcheck.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.app.evidence.RichEvidence.named;
import static org.dupcheck.app.evidence.RichEvidence.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dupcheck.app.evidence.Claim.Outcome;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.Verdict;
import org.dupcheck.engine.TextTokens;
import org.dupcheck.gateway.verdicts.Evidence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A verdict with one thing changed fails by the name of what was changed. */
class ForgedVerdictTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static long seed;
    private static Evidence rich;

    @BeforeAll
    static void make() {
        seed = RichEvidence.seed();
        rich = RichEvidence.from(seed);
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
        String here = RichEvidence.textHere(rich, passage.section());
        String there = RichEvidence.textThere(rich, match, passage.sourceSection());
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

    @Test
    void aVerdictWithAFieldLeftOutIsNone() {
        String verdict = verdict(rich.verdict(), tree -> tree.remove("engineVersion"));
        assertThatThrownBy(() -> EvidenceVerifier.verify(with(rich, verdict)))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("engineVersion");
    }
}
