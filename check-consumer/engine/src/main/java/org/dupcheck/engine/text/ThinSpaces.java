package org.dupcheck.engine.text;

import org.dupcheck.engine.base.Pace;

/**
 * Spaces so thin that the eye takes what they part for one word. Ordinary texts have them beside signs, numbers and letters
 * of another script, and now and then between two words; so only several within words, close to each other, are told.
 * Not thread-safe.
 */
final class ThinSpaces {
    /** As many in a row: fewer may stand in a list of names. */
    private static final int MIN_COUNT = 5;

    /** UTF-16 code units from one to the next: a long word. */
    private static final int MAX_APART = 13;

    private final TextNormalizer normalizer;
    private final String text;

    ThinSpaces(TextNormalizer normalizer, String text) {
        this.normalizer = normalizer;
        this.text = text;
    }

    /** Is told rows of them. */
    @FunctionalInterface
    interface Rows {
        void accept(int start, int end, int count);
    }

    static boolean is(int c) {
        return c == 0x2006 || (c >= 0x2008 && c <= 0x200A) || c == 0x202F || c == 0x205F;
    }

    void tell(Rows rows, Pace pace) {
        int start = 0;
        int end = 0;
        int count = 0;
        for (int i = 1; i + 1 < text.length(); i++) {
            pace.spend(1);
            if (is(text.charAt(i)) && isWithinWord(i)) {
                if (count > 0 && i - end > MAX_APART) {
                    tell(rows, start, end, count);
                    count = 0;
                }
                start = count == 0 ? i : start;
                end = i + 1;
                count++;
            }
        }
        tell(rows, start, end, count);
    }

    private static void tell(Rows rows, int start, int end, int count) {
        if (count >= MIN_COUNT) {
            rows.accept(start, end, count);
        }
    }

    private boolean isWithinWord(int at) {
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at + 1);
        return (Character.isIdeographic(before) && Character.isIdeographic(after))
                || (isLetter(before) && isLetter(after));
    }

    private boolean isLetter(int codePoint) {
        int kind = normalizer.kindOf(codePoint);
        boolean ordinary = Character.UnicodeScript.of(codePoint) != Character.UnicodeScript.MONGOLIAN;
        return ordinary && (kind == CharacterClass.LETTER || kind == CharacterClass.FOREIGN_LETTER);
    }
}
