package org.dupcheck.engine.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the normaliser does with a code point that stands by itself: an int whose upper bits say the kind and whose lower
 * 21 bits hold the folded code point.
 */
final class CharacterClass {
    static final int KIND_SHIFT = 24;
    static final int VALUE_MASK = (1 << 21) - 1;

    /** Ends a word and is dropped: spaces, punctuation, symbols. */
    static final int SEPARATOR = 1;
    /** A token by itself: Chinese, Japanese and Korean characters and those of other scripts written without spaces. */
    static final int SINGLE = 3;

    static final int LETTER = 4;
    static final int DIGIT = 5;
    /** A letter of a script some of whose letters look like Latin ones. */
    static final int FOREIGN_LETTER = 6;
    /** Folds to several code points. */
    static final int EXPANDS = 7;
    /** May join the character before it; the two are normalised together. */
    static final int JOINS = 8;
    /** Is dropped and ends neither a word nor a sequence that is normalised together: what nobody sees, stray diacritics. */
    static final int IGNORED = 9;

    private final CharacterPairs simplified = CharacterPairs.load("traditional-simplified.txt");
    private final CharacterPairs shapes = CharacterPairs.load("same-shapes.txt");

    /** The class of a code point of an original text. */
    int of(int codePoint) {
        if (Invisible.is(codePoint)) {
            return IGNORED << KIND_SHIFT;
        }
        if (joinsPrevious(codePoint)) {
            return JOINS << KIND_SHIFT;
        }
        String folded = fold(Character.toString(codePoint));
        if (folded.isEmpty()) {
            return IGNORED << KIND_SHIFT;
        }
        if (folded.codePoints().allMatch(c -> kindOfFolded(c) == SEPARATOR)) {
            return SEPARATOR << KIND_SHIFT;
        }
        int first = folded.codePointAt(0);
        if (Character.charCount(first) < folded.length()) {
            return EXPANDS << KIND_SHIFT;
        }
        return ofFolded(first);
    }

    /** What {@code text} becomes under NFKC, case folding, the same shape and simplification. */
    String fold(String text) {
        String compatible = java.text.Normalizer.normalize(text, Form.NFKC);
        String folded = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String normal = java.text.Normalizer.normalize(folded, Form.NFKC);
        StringBuilder simple = new StringBuilder(normal.length());
        normal.codePoints().forEach(c -> simple.appendCodePoint(simplified.of(shapes.of(basic(c)))));
        return simple.toString();
    }

    /** White capitals on black, which have no decomposition. */
    private static int basic(int codePoint) {
        if (codePoint >= 0x1F150 && codePoint <= 0x1F169) {
            return codePoint - 0x1F150 + 'a';
        }
        return codePoint >= 0x1F170 && codePoint <= 0x1F189 ? codePoint - 0x1F170 + 'a' : codePoint;
    }

    /** The class of a code point that is folded already. */
    int ofFolded(int codePoint) {
        return kindOfFolded(codePoint) << KIND_SHIFT | valueOfFolded(codePoint);
    }

    private static int valueOfFolded(int codePoint) {
        if (Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER) {
            return '0' + Character.digit(codePoint, 10);
        }
        return codePoint;
    }

    private static int kindOfFolded(int codePoint) {
        int type = Character.getType(codePoint);
        UnicodeScript script = UnicodeScript.of(codePoint);
        switch (type) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER -> {
                if (isModifier(codePoint)) {
                    return IGNORED;
                }
                if (LookAlikes.mayDisguise(script)) {
                    return FOREIGN_LETTER;
                }
                return isWrittenWithoutSpaces(script, codePoint) ? SINGLE : LETTER;
            }
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> {
                return isWrittenWithoutSpaces(script, codePoint) && type != Character.DECIMAL_DIGIT_NUMBER
                        ? SINGLE
                        : DIGIT;
            }
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> {
                boolean ideographicTone = codePoint >= 0x302A && codePoint <= 0x302F;
                if (ideographicTone || script == UnicodeScript.INHERITED || script == UnicodeScript.COMMON) {
                    return IGNORED;
                }
                return isWrittenWithoutSpaces(script, codePoint) ? SINGLE : LETTER;
            }
            case Character.FORMAT -> {
                return IGNORED;
            }
            default -> {
                if (Character.isIdeographic(codePoint) || isIdeograph(codePoint)) {
                    return SINGLE;
                }
                return isWithoutShape(codePoint, type) ? IGNORED : SEPARATOR;
            }
        }
    }

    /**
     * What has no shape of its own: private use, unassigned characters, the place of an object, the head of a note that is not
     * drawn. Within a word it must not end the word, or one after each second letter hides a text.
     */
    private static boolean isWithoutShape(int codePoint, int type) {
        return type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || codePoint == 0xFFFC
                || codePoint == 0x1D159;
    }

    /** Letters that only modify the one before them: length, tone, stretching. */
    private static boolean isModifier(int codePoint) {
        return (codePoint >= 0x2B9 && codePoint <= 0x2D1)
                || codePoint == 0x2EC
                || codePoint == 0x2EE
                || codePoint == 0x640
                || codePoint == 0x7FA;
    }

    /** Radicals, strokes, and the planes kept for ideographs, of which each version of Java knows another part. */
    private static boolean isIdeograph(int codePoint) {
        return (codePoint >= 0x2E80 && codePoint <= 0x2EFF)
                || (codePoint >= 0x31C0 && codePoint <= 0x31EF)
                || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
    }

    private static boolean isWrittenWithoutSpaces(UnicodeScript script, int codePoint) {
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI, THAI, LAO, KHMER, MYANMAR, TIBETAN, NUSHU, TANGUT ->
                true;
            default -> Character.isIdeographic(codePoint) || codePoint == 0x30FC;
        };
    }

    /** Marks beyond the first plane that may join the character before them. */
    static IntStream supplementaryMarks() {
        return IntStream.range(0x10000, 0x20000).filter(CharacterClass::joinsPrevious);
    }

    private static boolean joinsPrevious(int codePoint) {
        int type = Character.getType(codePoint);
        if (isMark(type)) {
            return true;
        }
        boolean jamoVowelOrTail = codePoint >= 0x1160 && codePoint <= 0x11FF;
        boolean halfWidthVoicing = codePoint == 0xFF9E || codePoint == 0xFF9F;
        boolean halfWidthJamo = codePoint >= 0xFFA0 && codePoint <= 0xFFDC;
        return jamoVowelOrTail || halfWidthVoicing || halfWidthJamo;
    }

    private static boolean isMark(int type) {
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** Whether a mark belongs to the script of the character that it stands on; else it is mere decoration. */
    static boolean belongs(int mark, int base) {
        return !isMark(Character.getType(mark)) || UnicodeScript.of(mark) == UnicodeScript.of(base);
    }
}
