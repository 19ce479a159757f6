package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dupcheck.engine.Comparison.Exclusion;
import org.junit.jupiter.api.Test;

/** Where common text counts, its tokens are in the figures, once; where it does not, nothing of it is. */
class CommonTextCountsTest {
    private static final int ROUNDS = 60;
    private static final CheckOptions COUNTING = CheckOptions.DEFAULT.withCommonTextCounting(true);

    private final Texts texts = new Texts(11, 2_500);
    /** 150 tokens that 200 of 300 documents hold; the first and the last stand nowhere else. */
    private final String common = "甲" + texts.unbroken(148) + "乙";

    private List<Document> holders(int count) {
        List<Document> documents = new ArrayList<>();
        for (int d = 0; d < count; d++) {
            String held = d % 3 == 0 ? "" : common;
            documents.add(Texts.document("d" + d, texts.text(200) + held + texts.text(200)));
        }
        return documents;
    }

    private Comparison compare(List<Document> references, CheckOptions options, String... sections) {
        return Check.index(EngineSettings.defaults(), references)
                .view()
                .compare(Texts.document("q", sections), options);
    }

    @Test
    void aTextOfManyDocumentsIsMatchedToTheLastTokenWhereItCounts() {
        List<Document> references = holders(300);
        String[] sections = {texts.unbroken(50) + common + texts.unbroken(100), texts.unbroken(100)};
        Comparison without = compare(references, CheckOptions.DEFAULT, sections);
        assertThat(without.matches()).isEmpty();
        assertThat(without.matchedTokens()).isZero();
        assertThat(without.longestRun()).isZero();
        assertThat(without.commonText().tokens()).isEqualTo(150);
        assertThat(without.commonText().countedTokens()).isZero();

        Comparison with = compare(references, COUNTING, sections);
        assertThat(with.matches()).isEmpty();
        assertThat(with.raw()).isEqualTo(new Comparison.Figures(400, 0));
        assertThat(with.matchedTokens()).isEqualTo(150);
        assertThat(with.containment()).isEqualTo(150.0 / 400);
        assertThat(with.longestRun()).isEqualTo(150);
        assertThat(with.commonText().countedTokens()).isEqualTo(150);
        assertThat(with.commonText().passages()).isEqualTo(without.commonText().passages());
        assertThat(with.sections())
                .containsExactly(
                        new Comparison.SectionFigures("s0", 150.0 / 300, 300, 150),
                        new Comparison.SectionFigures("s1", 0, 100, 0));
    }

    @Test
    void theLongestRunIsThatOfTheTextWithoutAChange() {
        String edited = common.substring(0, 60) + "改" + common.substring(61);
        Comparison with = compare(holders(300), COUNTING, texts.unbroken(50) + edited + texts.unbroken(50));
        assertThat(with.matchedTokens()).isEqualTo(150);
        assertThat(with.longestRun()).isEqualTo(89);
    }

    @Test
    void whatAPassageCoversAlreadyIsCountedOnce() {
        List<Document> references = new ArrayList<>(holders(300));
        String own = texts.unbroken(200);
        references.add(Texts.document("own", texts.unbroken(50) + own + common.substring(0, 70) + texts.unbroken(50)));
        String text = texts.unbroken(100) + own + common + texts.unbroken(100);
        Comparison without = compare(references, CheckOptions.DEFAULT, text);
        assertThat(without.matches()).extracting(match -> match.document().id()).containsExactly("own");
        assertThat(without.matchedTokens()).isEqualTo(270);
        assertThat(without.commonText().tokens()).isEqualTo(80);

        Comparison with = compare(references, COUNTING, text);
        assertThat(with.matches()).isEqualTo(without.matches());
        assertThat(with.matchedTokens()).isEqualTo(350);
        assertThat(with.longestRun()).isEqualTo(270);
    }

    @Test
    void aRegisteredFormStaysSilent() {
        CheckOptions form = new CheckOptions(Set.of(), false, false, false, false, List.of(common));
        Comparison with = compare(
                holders(300), form.withCommonTextCounting(true), texts.unbroken(100) + common + texts.unbroken(100));
        assertThat(with.commonText()).isEqualTo(Comparison.CommonText.NONE);
        assertThat(with.tokens()).isEqualTo(200);
        assertThat(with.matchedTokens()).isZero();
    }

    @Test
    void itIsNotLeftOutAsSmallPassagesAre() {
        CheckOptions minor = new CheckOptions(Set.of(), false, false, false, true, List.of());
        List<Document> references = holders(300);
        String text = texts.unbroken(100) + common + texts.unbroken(100);
        assertThat(compare(references, minor, text).tokens()).isEqualTo(200);
        Comparison with = compare(references, minor.withCommonTextCounting(true), text);
        assertThat(with.tokens()).isEqualTo(350);
        assertThat(with.matchedTokens()).isEqualTo(150);
    }

    @Test
    void theFigureIsThatOfThePassagesAndOfCommonTextWhateverElseIsAskedFor() {
        long seed = Long.getLong("dupcheck.seed", System.nanoTime());
        System.out.println("CommonTextCountsTest: dupcheck.seed=" + seed);
        Random random = new Random(seed);
        Cases cases = new Cases(random, new Texts(seed, 1_500));
        int counted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Document> references = cases.references();
            ReferenceIndex.View view =
                    Check.index(EngineSettings.defaults(), references).view();
            for (int q = 0; q < 6; q++) {
                Document submission = cases.submission(references);
                CheckOptions options = cases.options(references).withCommonTextCounting(false);
                String name = "seed " + seed + ", round " + round + ", submission " + q;
                Comparison without = view.compare(submission, options);
                Comparison with = view.compare(submission, options.withCommonTextCounting(true));
                check(name, submission, options, without, with);
                counted += with.commonText().countedTokens();
            }
        }
        assertThat(counted).as("tokens of common text").isPositive();
    }

    private static void check(
            String name, Document submission, CheckOptions options, Comparison without, Comparison with) {
        int common = without.commonText().tokens();
        assertThat(with.matches()).as(name).hasSameSizeAs(without.matches());
        assertThat(with.commonText().passages())
                .as(name)
                .isEqualTo(without.commonText().passages());
        assertThat(with.commonText().countedTokens()).as(name).isEqualTo(common);
        assertThat(without.commonText().countedTokens()).as(name).isZero();
        assertThat(with.matchedTokens()).as(name).isEqualTo(without.matchedTokens() + common);
        assertThat(with.raw()).as(name).isEqualTo(without.raw());
        if (!options.excludeOwnersDocuments() && !options.excludeMinor()) {
            assertThat(with.tokens()).as(name).isEqualTo(without.tokens());
        }
        int tokens = with.raw().tokens();
        int matched = with.raw().matchedTokens();
        for (Exclusion exclusion : with.exclusions()) {
            tokens -= exclusion.tokens();
            matched -= exclusion.matchedTokens() + exclusion.restTokens();
            assertThat(matched).as(name).isBetween(0, tokens);
        }
        assertThat(tokens).as(name).isEqualTo(with.tokens());
        assertThat(matched + common).as(name).isEqualTo(with.matchedTokens()).isLessThanOrEqualTo(tokens);
        assertSections(name, submission, options, with);
    }

    /** Counted anew in the texts: tokens that are in the union of all that counts. */
    private static void assertSections(String name, Document submission, CheckOptions options, Comparison with) {
        if (submission.sections().stream().map(Document.Section::key).distinct().count()
                < submission.sections().size()) {
            return; // places of two sections of one name cannot be told apart
        }
        for (int s = 0; s < submission.sections().size(); s++) {
            Document.Section section = submission.sections().get(s);
            TextTokens tokens = TextTokens.of(section.text(), options);
            BitSet covered = new BitSet();
            Stream.concat(
                            with.matches().stream()
                                    .flatMap(match -> match.passages().stream())
                                    .filter(passage -> passage.section().equals(section.key()))
                                    .map(passage -> new int[] {passage.start(), passage.end()}),
                            with.commonText().passages().stream()
                                    .filter(passage -> passage.section().equals(section.key()))
                                    .map(passage -> new int[] {passage.start(), passage.end()}))
                    .forEach(span -> IntStream.range(0, tokens.size())
                            .filter(i -> tokens.start(i) >= span[0] && tokens.end(i) <= span[1] && tokens.counts(i))
                            .forEach(covered::set));
            assertThat(with.sections().get(s).matchedTokens())
                    .as("%s, section %d", name, s)
                    .isEqualTo(covered.cardinality());
        }
    }
}
