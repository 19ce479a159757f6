package org.dupcheck.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dupcheck.engine.Wanted;
import org.dupcheck.engine.text.TextNormalizer;
import org.junit.jupiter.api.Test;

/** What the table finds, against what comparing every place with every other finds. */
class RunTableTest {
    private final long seed = Long.getLong("dupcheck.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void findsEveryPlaceOfFourTokensInTheStretchesAskedFor() {
        System.out.println("RunTableTest: dupcheck.seed=" + seed);
        for (int round = 0; round < 300; round++) {
            int kinds = 2 + random.nextInt(12);
            int[] submission = tokens(random.nextInt(250), kinds);
            int[] text = tokens(random.nextInt(300), kinds);
            int from = random.nextInt(submission.length + 1);
            int to = from + random.nextInt(submission.length + 1 - from);
            // the last stretch may end behind the text, as the last cell of a long submission does
            int[] froms = {0, to};
            int[] tos = {from, submission.length + random.nextInt(3)};
            RunTable table = new RunTable(submission, froms, tos, Wanted.ALWAYS);

            assertThat(found(table, text))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected(submission, text, froms, tos));
        }
    }

    private int[] tokens(int size, int kinds) {
        int[] tokens = new int[size];
        for (int i = 0; i < size; i++) {
            int token = random.nextInt(kinds);
            // characters, words that differ in their upper half alone, and what stands between two sections
            tokens[i] = token % 5 == 4 ? -1 : token % 5 == 3 ? TextNormalizer.WORD | token << 16 : 0x4E00 + token;
        }
        return tokens;
    }

    private static List<String> found(RunTable table, int[] text) {
        int[] found = new int[text.length];
        int[] entries = new int[text.length];
        int[] places = new int[RunTable.MAX_PLACES];
        List<String> pairs = new ArrayList<>();
        int count = table.likely(text, 0, text.length, found, entries);
        for (int i = 0; i < count; i++) {
            int size = table.places(text, found[i], entries[i], places);
            for (int k = 0; k < size; k++) {
                pairs.add(found[i] + "-" + places[k]);
            }
        }
        return pairs;
    }

    private static List<String> expected(int[] submission, int[] text, int[] froms, int[] tos) {
        List<String> pairs = new ArrayList<>();
        for (int at = 0; at + RunTable.SHORTEST <= text.length; at++) {
            List<String> ofPlace = new ArrayList<>();
            for (int s = 0; s < froms.length; s++) {
                for (int place = froms[s]; place < tos[s]; place++) {
                    if (isSame(submission, place, text, at)) {
                        ofPlace.add(at + "-" + place);
                    }
                }
            }
            if (ofPlace.size() <= RunTable.MAX_PLACES) {
                pairs.addAll(ofPlace);
            }
        }
        return pairs;
    }

    private static boolean isSame(int[] submission, int place, int[] text, int at) {
        if (place + RunTable.SHORTEST > submission.length) {
            return false;
        }
        for (int i = 0; i < RunTable.SHORTEST; i++) {
            if (submission[place + i] != text[at + i]) {
                return false;
            }
        }
        return true;
    }
}
