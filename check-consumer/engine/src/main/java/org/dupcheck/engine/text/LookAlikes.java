package org.dupcheck.engine.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Map;
import org.dupcheck.engine.base.Pace;

/**
 * Letters of other scripts that look like Latin ones, and what a word with such letters is taken for: the idea of the
 * skeletons of UTS #39, for whole words. Immutable.
 *
 * <ul>
 *   <li>A word of Latin letters and of letters that look like such is the Latin word.
 *   <li>So is a word of Cyrillic letters alone that all look like Latin ones. Russian has such words; two different ones
 *       stay different, so nothing is lost.
 *   <li>A word with a Cyrillic letter that looks like none, and Latin letters that all look like Cyrillic ones, is the
 *       Cyrillic word.
 *   <li>Every other word is what it is: Greek words, and mixtures such as µm.
 * </ul>
 *
 * @see <a href="https://www.unicode.org/reports/tr39/">UTS #39, Unicode Security Mechanisms</a>
 */
final class LookAlikes {
    private static final String CYRILLIC = "авгекмнорстухшіјѕһԁԍԛӏѵ";

    /** From here on are letters in the founts of mathematics, of which the capitals must be known as such. */
    private static final int MATHEMATICAL = 0x1D400;

    private final CharacterPairs latin = CharacterPairs.load("letters-like-latin.txt");
    private final Map<Integer, Integer> cyrillic = new HashMap<>();

    LookAlikes() {
        CYRILLIC.codePoints().forEach(letter -> cyrillic.put(latin.of(letter), letter));
    }

    /** What the letters of a word have in common. */
    enum Reading {
        /** The word is what its letters are. */
        PLAIN,
        /** Some or all letters look like Latin ones, and are taken for these. */
        LATIN,
        /** Some letters are Latin and taken for the Cyrillic ones that they look like. */
        CYRILLIC
    }

    /**
     * How a word is read.
     *
     * @param letters as {@link #letter} codes them, {@code length} of them
     */
    Reading read(long[] letters, int length, Pace pace) {
        boolean latinThere = false;
        boolean cyrillicThere = false;
        boolean allLikeLatin = true;
        boolean allLikeCyrillic = true;
        for (int i = 0; i < length; i++) {
            pace.spend(2);
            int folded = folded(letters[i]);
            UnicodeScript script = UnicodeScript.of(folded);
            if (script == UnicodeScript.CYRILLIC) {
                cyrillicThere = true;
                allLikeLatin &= likeLatin(letters[i]) != 0;
            } else if (likeLatin(letters[i]) != 0) {
                allLikeCyrillic = false;
            } else {
                latinThere |= script == UnicodeScript.LATIN;
                allLikeLatin &= script == UnicodeScript.LATIN;
                allLikeCyrillic &= cyrillic.containsKey(folded);
            }
        }
        if (allLikeLatin && (latinThere || cyrillicThere)) {
            return Reading.LATIN;
        }
        return cyrillicThere && latinThere && allLikeCyrillic ? Reading.CYRILLIC : Reading.PLAIN;
    }

    /** The folded letter that one of such a word counts as. */
    int value(long letter, Reading reading) {
        int folded = folded(letter);
        return switch (reading) {
            case PLAIN -> folded;
            case LATIN -> likeLatin(letter) != 0 ? likeLatin(letter) : folded;
            case CYRILLIC -> cyrillic.getOrDefault(folded, folded);
        };
    }

    /** Whether reading the word so changes this letter. */
    boolean isDisguised(long letter, Reading reading) {
        return value(letter, reading) != folded(letter);
    }

    /**
     * A letter of a word.
     *
     * @param folded under NFKC and case folding
     * @param original as it is written, since capitals may look like others than small letters do
     */
    static long letter(int folded, int original) {
        return ((long) original << Integer.SIZE) | folded;
    }

    static int folded(long letter) {
        return (int) letter;
    }

    static int original(long letter) {
        return (int) (letter >>> Integer.SIZE);
    }

    /** Whether words with a letter of that script need a look. */
    static boolean mayDisguise(UnicodeScript script) {
        return switch (script) {
            case GREEK, CYRILLIC, ARMENIAN, COPTIC, CHEROKEE, LISU -> true;
            default -> false;
        };
    }

    private static int compatible(int codePoint) {
        return Normalizer.normalize(Character.toString(codePoint), Form.NFKC).codePointAt(0);
    }

    /** The Latin letter it looks like, or 0. */
    int likeLatin(long letter) {
        int original = original(letter);
        if (latin.has(original)) {
            return latin.of(original);
        }
        int capital = original < MATHEMATICAL ? original : compatible(original);
        if (latin.has(capital)) {
            return latin.of(capital);
        }
        return latin.has(folded(letter)) ? latin.of(folded(letter)) : 0;
    }
}
