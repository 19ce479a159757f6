package org.dupcheck.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dupcheck.engine.Texts;
import org.dupcheck.engine.base.Hashes;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.base.Workers;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;
import org.junit.jupiter.api.Test;

/** The counts depend on the documents in force alone. */
class CorpusStatisticsTest {
    private final long seed = Long.getLong("dupcheck.seed", new Random().nextLong());
    private final Texts texts = new Texts(seed, 40);

    @Test
    void theStatisticsAreTheSameWhateverWayTheyWereCounted() {
        System.out.println("CorpusStatisticsTest: dupcheck.seed=" + seed);
        Workers workers = new Workers(2);
        List<int[]> sections = new ArrayList<>();
        for (int s = 0; s < 120; s++) {
            sections.add(tokens(texts.text(1_000)));
        }
        CorpusStatistics oneByOne = CorpusStatistics.EMPTY;
        CorpusStatistics earlier = CorpusStatistics.EMPTY;
        for (int[] section : sections) {
            oneByOne = oneByOne.with(List.of(tally(1, List.of(section))), workers);
            earlier = oneByOne.threes().wantsFolding() && earlier == CorpusStatistics.EMPTY ? oneByOne : earlier;
        }
        CorpusStatistics atOnce = CorpusStatistics.EMPTY.with(
                List.of(tally(1, sections.subList(0, 70)), tally(1, sections.subList(70, 120))), workers);
        int[] other = tokens(texts.text(500));
        CorpusStatistics thereAndBack = atOnce.with(List.of(tally(1, List.of(other))), workers)
                .with(List.of(tally(-1, List.of(other))), workers);
        int[] probe = tokens(sections.size() + texts.text(3_000));
        int[] expected = estimates(atOnce, probe);
        assertThat(estimates(oneByOne, probe)).isEqualTo(expected);
        assertThat(estimates(oneByOne.folded(), probe)).isEqualTo(expected);
        assertThat(estimates(oneByOne.over(earlier.folded(), earlier), probe)).isEqualTo(expected);
        assertThat(estimates(thereAndBack, probe)).isEqualTo(expected);
        assertThat(oneByOne.tokens()).isEqualTo(thereAndBack.tokens()).isEqualTo(atOnce.tokens());
        byte[] written = written(atOnce);
        assertThat(written(oneByOne)).isEqualTo(written);
        assertThat(written(thereAndBack)).isEqualTo(written);
        assertThat(written(CorpusStatistics.read(new PageInput(ByteBuffer.wrap(written)))))
                .isEqualTo(written);
    }

    /** A small set is written without a look at each counter, and a removed document leaves nothing behind. */
    @Test
    void theBytesOfASmallSetAreTheSameWhetherItsDifferencesAreFoldedInOrNot() {
        Workers workers = new Workers(2);
        int[] kept = tokens(texts.text(300));
        int[] removed = tokens(texts.text(300));
        CorpusStatistics small = CorpusStatistics.EMPTY.with(List.of(tally(1, List.of(kept, removed))), workers);
        assertThat(written(small)).as("seed %d", seed).isEqualTo(written(small.folded()));
        CorpusStatistics smaller = small.with(List.of(tally(-1, List.of(removed))), workers);
        assertThat(written(smaller)).as("seed %d", seed).isEqualTo(written(smaller.folded()));
        CorpusStatistics none = smaller.with(List.of(tally(-1, List.of(kept))), workers);
        assertThat(written(none)).as("seed %d", seed).isEqualTo(written(CorpusStatistics.EMPTY));
    }

    private static byte[] written(CorpusStatistics statistics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PageOutput out = new PageOutput(bytes);
        statistics.write(out);
        out.end();
        return bytes.toByteArray();
    }

    @Test
    void whatADocumentSaysAgainCountsOnce() {
        int[] paragraph = tokens(new Texts(7, 2_000).text(60));
        int[] own = tokens(new Texts(8, 2_000).text(20));
        int[] once = join(paragraph, own);
        int[] again = join(once, paragraph);
        Tally ofOnce = new Tally(1);
        ofOnce.add(once, 0, once.length);
        Tally ofAgain = new Tally(1);
        ofAgain.add(again, 0, again.length);
        Tally inSections = new Tally(1);
        inSections.add(again, 0, once.length, again.length);
        Tally twoDocuments = new Tally(1);
        twoDocuments.add(again, 0, once.length);
        twoDocuments.add(again, once.length, again.length);
        assertThat(ofAgain.tokens()).isEqualTo(ofOnce.tokens()).isEqualTo(inSections.tokens());
        assertThat(twoDocuments.tokens()).isEqualTo(again.length);
    }

    @Test
    void aShortTermAndAFillerCountAsOftenAsTheyStand() {
        int[] term = tokens(new Texts(9, 2_000).text(7).replaceAll("[，。\n]", ""));
        int[] between = IntStream.range(0x7000, 0x7000 + 300).toArray();
        int[] text = new int[0];
        for (int at = 0; at + 10 <= between.length; at += 10) {
            text = join(join(text, term), Arrays.copyOfRange(between, at, at + 10));
        }
        int[] filler = tokens("0.00 ".repeat(50));
        Tally ofTerm = new Tally(1);
        ofTerm.add(text, 0, text.length);
        Tally ofFiller = new Tally(1);
        ofFiller.add(filler, 0, filler.length);
        assertThat(ofTerm.tokens()).isEqualTo(text.length);
        assertThat(ofFiller.tokens()).isEqualTo(filler.length);
    }

    private static int[] join(int[] one, int[] other) {
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Where nobody folds the differences in, a change does it once there are too many. */
    @Test
    void differencesDoNotGrowWithoutBound() {
        System.out.println("CorpusStatisticsTest: dupcheck.seed=" + seed);
        Workers workers = new Workers(2);
        Texts rich = new Texts(seed, 20_000);
        List<int[]> sections = new ArrayList<>();
        CorpusStatistics statistics = CorpusStatistics.EMPTY;
        boolean wanted = false;
        while (!wanted || statistics.wantsFolding()) {
            wanted |= statistics.wantsFolding();
            int[] section = tokens(rich.text(20_000));
            sections.add(section);
            statistics = statistics.with(List.of(tally(1, List.of(section))), workers);
            assertThat(sections).as("seed %d", seed).hasSizeLessThan(100);
        }
        CorpusStatistics atOnce = CorpusStatistics.EMPTY.with(List.of(tally(1, sections)), workers);
        int[] probe = sections.get(0);
        assertThat(estimates(statistics, probe)).as("seed %d", seed).isEqualTo(estimates(atOnce, probe));
    }

    private static int[] tokens(String text) {
        TokenText tokens = TextNormalizer.shared().tokens(text);
        int[] copy = new int[tokens.size()];
        tokens.copyTokens(copy, 0);
        return copy;
    }

    private static Tally tally(int amount, List<int[]> sections) {
        Tally tally = new Tally(amount);
        sections.forEach(section -> tally.add(section, 0, section.length));
        return tally;
    }

    private static int[] estimates(CorpusStatistics statistics, int[] tokens) {
        long[] hashes = new long[tokens.length];
        for (int i = 2; i < tokens.length; i++) {
            hashes[i] = Hashes.three(tokens[i - 2], tokens[i - 1], tokens[i]);
        }
        int[] estimates = new int[tokens.length];
        statistics.threes().estimate(hashes, hashes.length, estimates, 0);
        return estimates;
    }
}
