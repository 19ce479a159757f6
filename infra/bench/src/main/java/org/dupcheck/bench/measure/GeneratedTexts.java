package org.dupcheck.bench.measure;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * Texts that look like Chinese prose to an index: words of one to four characters, the frequent ones very frequent (Zipf's
 * law), single and in phrases. Nothing in them means anything. The same seed gives the same texts in the same order. Not
 * thread-safe.
 *
 * <p>Words drawn one by one are not enough: hardly any run of six characters would come twice, whereas in real texts a
 * share that grows with the logarithm of their amount has been written before. So most words come in phrases, whose rank
 * is spread over its logarithm (Zipf's law again, almost without an end), and whose words follow from the rank: none is
 * kept. The constants were fitted to 7,000 Chinese articles and laws: of the runs of six characters of another one, 84 %
 * stand nowhere in these (here 87 %), 2.4 % in over 40 places of a sample of a fifth (2.5 %), and 22 common runs of 13
 * characters or more (26); with 300 of them, 95 % stand nowhere (95 %).
 */
public final class GeneratedTexts {
    private static final int WORDS = 30_000;
    private static final int CHARACTERS = 3_500;
    private static final int FIRST_CHARACTER = 0x4E00;

    /** Of the words and phrases of a sentence, the share that are phrases. */
    private static final double PHRASES = 0.8;

    /** The logarithm (to e) of the greatest rank of a phrase. */
    private static final double MAX_RANK = 18.5;

    /** Below 1: fewer of the frequent phrases than Zipf's law has. */
    private static final double FLATTENING = 0.4;

    private static final int SHORTEST_PHRASE = 2;
    private static final int LONGEST_PHRASE = 24;
    private static final double ANOTHER_WORD = 0.75;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final double phrases;
    private final SplittableRandom random;
    private final long phraseSeed;
    private final String[] words = new String[WORDS];

    // Walker's alias method: a column has its own word up to the level, another one above it
    private final double[] levels = new double[WORDS];
    private final int[] aliases = new int[WORDS];

    /** Texts with phrases. */
    public GeneratedTexts(long seed) {
        this(seed, PHRASES);
    }

    /** Texts that share no long run but by chance: without phrases. */
    public static GeneratedTexts unrelated(long seed) {
        return new GeneratedTexts(seed, 0);
    }

    private GeneratedTexts(long seed, double phrases) {
        this.phrases = phrases;
        Random dictionary = new Random(seed);
        for (int i = 0; i < WORDS; i++) {
            words[i] = word(dictionary);
        }
        fillColumns();
        random = new SplittableRandom(seed);
        phraseSeed = seed * GOLDEN;
    }

    private static String word(Random random) {
        int length = 1 + Math.min(3, (int) Math.abs(random.nextGaussian() * 0.8 + 1));
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            // frequent characters come first, as they do in the words of a language
            int index = (int) (random.nextDouble() * random.nextDouble() * CHARACTERS);
            word.append((char) (FIRST_CHARACTER + 5 * index));
        }
        return word.toString();
    }

    private void fillColumns() {
        double sum = 0;
        for (int i = 0; i < WORDS; i++) {
            sum += weight(i);
        }
        int[] small = new int[WORDS];
        int[] large = new int[WORDS];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < WORDS; i++) {
            levels[i] = weight(i) / sum * WORDS;
            aliases[i] = i;
            if (levels[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int under = small[--smalls];
            int over = large[larges - 1];
            aliases[under] = over;
            levels[over] -= 1 - levels[under];
            if (levels[over] < 1) {
                larges--;
                small[smalls++] = over;
            }
        }
    }

    private static double weight(int rank) {
        return 1.0 / (rank + 10);
    }

    /** A text of at least so many characters, ending with a sentence. */
    public String next(int characters) {
        StringBuilder text = new StringBuilder(characters + 96);
        while (text.length() < characters) {
            int length = 4 + random.nextInt(12);
            for (int i = 0; i < length; i++) {
                if (random.nextDouble() < phrases) {
                    phrase(text);
                } else {
                    text.append(pick(random));
                }
                if (i % 5 == 4 && i < length - 1) {
                    text.append('，');
                }
            }
            text.append('。');
        }
        return text.toString();
    }

    private void phrase(StringBuilder text) {
        long rank = (long) Math.exp(MAX_RANK * Math.pow(random.nextDouble(), FLATTENING));
        SplittableRandom own = new SplittableRandom(rank * GOLDEN ^ phraseSeed);
        for (int i = 0; i < LONGEST_PHRASE && (i < SHORTEST_PHRASE || own.nextDouble() < ANOTHER_WORD); i++) {
            text.append(pick(own));
        }
    }

    private String pick(SplittableRandom from) {
        int column = from.nextInt(WORDS);
        return words[from.nextDouble() < levels[column] ? column : aliases[column]];
    }
}
