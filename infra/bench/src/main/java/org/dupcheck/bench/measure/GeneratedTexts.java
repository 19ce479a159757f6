package org.dupcheck.bench.measure;

import java.util.Arrays;
import java.util.Random;

/**
 * Texts that look like Chinese to an index: words of one to four characters, the frequent ones very frequent (Zipf's
 * law), in sentences. Nothing in them means anything, and two of them share no long run but by chance. The same seed
 * gives the same texts in the same order. Not thread-safe.
 */
public final class GeneratedTexts {
    private static final int WORDS = 30_000;
    private static final int CHARACTERS = 3_500;
    private static final int FIRST_CHARACTER = 0x4E00;

    private final Random random;
    private final String[] words = new String[WORDS];

    /** The share of the words up to and including each one. */
    private final double[] upTo = new double[WORDS];

    public GeneratedTexts(long seed) {
        random = new Random(seed);
        double sum = 0;
        for (int i = 0; i < WORDS; i++) {
            words[i] = word();
            sum += 1.0 / (i + 10);
            upTo[i] = sum;
        }
        for (int i = 0; i < WORDS; i++) {
            upTo[i] /= sum;
        }
    }

    private String word() {
        int length = 1 + Math.min(3, (int) Math.abs(random.nextGaussian() * 0.8 + 1));
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            // frequent characters come first, as they do in the words of a language
            int index = (int) (random.nextDouble() * random.nextDouble() * CHARACTERS);
            word.append((char) (FIRST_CHARACTER + 5 * index));
        }
        return word.toString();
    }

    /** A text of at least so many characters, ending with a sentence. */
    public String next(int characters) {
        StringBuilder text = new StringBuilder(characters + 64);
        while (text.length() < characters) {
            int length = 6 + random.nextInt(18);
            for (int i = 0; i < length; i++) {
                text.append(pick());
                if (i % 7 == 6 && i < length - 1) {
                    text.append('，');
                }
            }
            text.append('。');
        }
        return text.toString();
    }

    private String pick() {
        int at = Arrays.binarySearch(upTo, random.nextDouble());
        return words[Math.min(WORDS - 1, at < 0 ? -at - 1 : at)];
    }
}
