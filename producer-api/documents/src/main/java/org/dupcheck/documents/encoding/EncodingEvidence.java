package org.dupcheck.documents.encoding;

import java.util.HashSet;
import java.util.Set;

/**
 * How much a text looks like one that people wrote: the share of its different letters that are in common use. In the right
 * encoding nearly all are, in a wrong one about half. Each letter counts once, since a line of a frame repeats one
 * character, which in a wrong encoding may be a common one. Immutable.
 *
 * @param first of the beginning, 0 to 1
 * @param weakest of the weakest piece of the text
 */
record EncodingEvidence(double first, double weakest) {
    private static final EncodingEvidence NONE = new EncodingEvidence(0, 0);

    /** Letters of a piece: a part in another encoding must not hide among the rest. */
    private static final int WINDOW = 2_000;

    /** Fewer different letters than this are no evidence. */
    private static final int MIN_LETTERS = 4;

    /** The end of a text with fewer different letters than this belongs to the piece before. */
    private static final int MIN_LAST_LETTERS = 30;

    /** Share of NULs from which on it is no text in that encoding; some files carry a few. */
    private static final double MAX_NULS = 0.01;

    static EncodingEvidence of(String text) {
        if (text.chars().filter(c -> c == 0).count() > MAX_NULS * text.length()) {
            return NONE;
        }
        Set<Integer> letters = new HashSet<>();
        int inWindow = 0;
        int ascii = 0;
        double first = -1;
        double weakest = 1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            ascii += c < 0x80 && Character.isLetter(c) ? 1 : 0;
            if (isLetter(c)) {
                letters.add(c);
                inWindow++;
            }
            boolean last = i >= text.length();
            if (inWindow == WINDOW || (last && isEnough(letters.size(), first))) {
                double share = share(letters);
                first = first < 0 ? share : first;
                weakest = Math.min(weakest, share);
                letters.clear();
                inWindow = 0;
            }
        }
        if (first < 0) {
            boolean english = letters.isEmpty() && ascii >= MIN_LETTERS;
            return english ? new EncodingEvidence(1, 1) : NONE;
        }
        return new EncodingEvidence(first, weakest);
    }

    private static boolean isEnough(int letters, double first) {
        return letters >= (first < 0 ? MIN_LETTERS : MIN_LAST_LETTERS);
    }

    private static double share(Set<Integer> letters) {
        return (double) letters.stream().filter(CommonCharacters::isInUse).count() / letters.size();
    }

    /** The different letters at the beginning of a text, without those of ASCII. */
    static Set<Integer> letters(String text) {
        Set<Integer> letters = new HashSet<>();
        text.codePoints().filter(EncodingEvidence::isLetter).limit(WINDOW).forEach(letters::add);
        return letters;
    }

    /**
     * Letters beyond ASCII, and what no text holds. Frames, signs, enclosed numbers, Greek and the wide forms of ASCII
     * stand in texts of any kind.
     */
    static boolean isLetter(int c) {
        if (c < 0x80 || (c >= 0x370 && c < 0x400) || (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFF66)) {
            return false;
        }
        return Character.isLetter(c)
                || Character.getType(c) == Character.PRIVATE_USE
                || Character.getType(c) == Character.SURROGATE
                || Character.getType(c) == Character.CONTROL
                || Character.getType(c) == Character.UNASSIGNED;
    }
}
