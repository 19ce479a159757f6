package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dupcheck.engine.Comparison.Exclusion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The raw figure less what each exclusion takes is the figure that counts, whatever text and whatever is asked for. */
class ExclusionArithmeticTest {
    private static final int ROUNDS = 150;

    /** Kinds of which some round took matched tokens, or the test would show little. */
    private final Set<Exclusion.Kind> seen = EnumSet.noneOf(Exclusion.Kind.class);

    private boolean rests;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20261129})
    void theStepsLeadFromTheRawFigureToTheOneThatCounts(long seed) {
        Random random = new Random(seed);
        Texts texts = new Texts(seed, 2_500);
        for (int round = 0; round < ROUNDS; round++) {
            String source = texts.unbroken(600);
            List<Document> references = new ArrayList<>();
            for (int d = 0; d < 4; d++) {
                int from = random.nextInt(300);
                String text = texts.unbroken(30) + source.substring(from, from + 50 + random.nextInt(250));
                references.add(new Document(
                        new Document.Id("t", "d" + d),
                        random.nextBoolean() ? "u1" : "u2",
                        List.of(new Document.Section("s0", text))));
            }
            Document submission = new Document(
                    new Document.Id("t", "q"),
                    "u1",
                    List.of(section("a", source, texts, random), section("b", source, texts, random)));
            CheckOptions options = new CheckOptions(
                    Set.of(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean() ? List.of(source.substring(200, 260)) : List.of());
            ReferenceIndex index = Check.index(EngineSettings.defaults(), references);
            check("seed " + seed + ", round " + round, index.view().compare(submission, options));
        }
        assertThat(seen)
                .contains(
                        Exclusion.Kind.BIBLIOGRAPHY,
                        Exclusion.Kind.QUOTATION,
                        Exclusion.Kind.TEMPLATE,
                        Exclusion.Kind.OWN_DOCUMENTS);
        assertThat(rests).as("what remains of a passage was too small").isTrue();
    }

    /** Copied and own text in turn, some of it quoted, and now and then a list of references. */
    private static Document.Section section(String key, String source, Texts texts, Random random) {
        StringBuilder text = new StringBuilder();
        for (int part = 0; part < 4; part++) {
            int from = random.nextInt(400);
            int to = from + 10 + random.nextInt(150);
            text.append(texts.unbroken(5 + random.nextInt(40)));
            switch (random.nextInt(4)) {
                case 0 -> text.append('“').append(source, from, to).append("”[1]");
                case 1 ->
                    text.append(source, from, from + 4)
                            .append('“')
                            .append(source, from + 4, to)
                            .append("”[2]");
                default -> text.append(source, from, to);
            }
        }
        if (random.nextInt(3) == 0) {
            String copied = source.substring(100, 150 + random.nextInt(150));
            text.append("\n参考文献\n").append(copied.replace('\n', ' ')).append("[J]. 2001.");
        }
        return new Document.Section(key, text.toString());
    }

    private void check(String round, Comparison found) {
        int tokens = found.raw().tokens();
        int matched = found.raw().matchedTokens();
        assertThat(matched).as(round).isBetween(0, tokens);
        for (Exclusion exclusion : found.exclusions()) {
            assertThat(exclusion.tokens()).as(round).isNotNegative();
            assertThat(exclusion.matchedTokens()).as(round).isBetween(0, exclusion.tokens());
            assertThat(exclusion.restTokens()).as(round).isNotNegative();
            tokens -= exclusion.tokens();
            matched -= exclusion.matchedTokens() + exclusion.restTokens();
            assertThat(matched).as(round).isBetween(0, tokens);
            if (exclusion.matchedTokens() > 0) {
                seen.add(exclusion.kind());
            }
            rests |= exclusion.restTokens() > 0;
        }
        assertThat(tokens).as(round).isEqualTo(found.tokens());
        assertThat(matched).as(round).isEqualTo(found.matchedTokens());
        assertThat(found.sections().stream()
                        .mapToInt(Comparison.SectionFigures::tokens)
                        .sum())
                .as(round)
                .isEqualTo(tokens);
    }
}
