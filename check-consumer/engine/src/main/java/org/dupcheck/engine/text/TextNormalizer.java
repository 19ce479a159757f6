package org.dupcheck.engine.text;

/**
 * Turns a text into tokens: NFKC, case folding and traditional to simplified characters; spaces and punctuation dropped;
 * a token is one CJK character, or one word or one number of another script. Immutable and thread-safe.
 *
 * <p>Nearly every character is answered from a table; only a character that is followed by one that may join it (a
 * combining mark, a Korean vowel, a voicing sign) is normalised together with those, at most {@link #LONGEST_SEQUENCE}
 * characters at a time, so that the time is linear whatever the input. Unpaired surrogates count as separators.
 */
public final class TextNormalizer {
    /** Bit that tells a word's token from a character's. */
    public static final int WORD = 1 << 30;

    /** As in the Unicode stream-safe format, rounded up. */
    private static final int LONGEST_SEQUENCE = 32;

    private final CharacterClass classes = new CharacterClass(SimplifiedForms.load());
    private final int[] table = new int[1 << 16];

    /** Built once, since it takes a tenth of a second. */
    private static final class Shared {
        private static final TextNormalizer INSTANCE = new TextNormalizer();
    }

    /** The only one there is. */
    public static TextNormalizer shared() {
        return Shared.INSTANCE;
    }

    private TextNormalizer() {
        for (int c = 0; c < table.length; c++) {
            table[c] = Character.isSurrogate((char) c)
                    ? CharacterClass.SEPARATOR << CharacterClass.KIND_SHIFT
                    : classes.of(c);
        }
    }

    /** The tokens of a text. */
    public TokenText tokens(String text) {
        TokenText result = new TokenText(text.length());
        tokens(text, result);
        return result;
    }

    /** Fills {@code result}, which is cleared first. */
    public void tokens(String text, TokenText result) {
        result.clear();
        Words words = new Words(result);
        int length = text.length();
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            int charClass = table[c];
            int end = i + 1;
            if (Character.isHighSurrogate(c) && end < length && Character.isLowSurrogate(text.charAt(end))) {
                charClass = classes.of(Character.toCodePoint(c, text.charAt(end)));
                end++;
            }
            int kind = charClass >>> CharacterClass.KIND_SHIFT;
            boolean joined =
                    end < length && table[text.charAt(end)] >>> CharacterClass.KIND_SHIFT == CharacterClass.JOINS;
            if (kind >= CharacterClass.EXPANDS || joined) {
                end = joined ? endOfSequence(text, i, end) : end;
                foldSequence(text, i, end, words);
            } else {
                words.accept(kind, charClass & CharacterClass.VALUE_MASK, i, end);
            }
            i = end;
        }
        words.finish();
    }

    private int endOfSequence(String text, int start, int next) {
        int end = next;
        int limit = Math.min(text.length(), start + LONGEST_SEQUENCE);
        while (end < limit && table[text.charAt(end)] >>> CharacterClass.KIND_SHIFT == CharacterClass.JOINS) {
            end++;
        }
        return end;
    }

    private void foldSequence(String text, int start, int end, Words words) {
        String folded = classes.fold(text.substring(start, end));
        for (int k = 0; k < folded.length(); ) {
            int codePoint = folded.codePointAt(k);
            int charClass = classes.ofFolded(codePoint);
            words.accept(charClass >>> CharacterClass.KIND_SHIFT, charClass & CharacterClass.VALUE_MASK, start, end);
            k += Character.charCount(codePoint);
        }
    }

    /** Gathers letters to words and digits to numbers; a change from one to the other ends the token. */
    private static final class Words {
        private final TokenText result;
        private int kind;
        private int start;
        private int end;
        private long hash;

        Words(TokenText result) {
            this.result = result;
        }

        void accept(int charKind, int value, int from, int to) {
            switch (charKind) {
                case CharacterClass.SINGLE -> {
                    finish();
                    result.add(value, from, to);
                }
                case CharacterClass.LETTER, CharacterClass.DIGIT -> {
                    if (kind != charKind) {
                        finish();
                        kind = charKind;
                        start = from;
                        hash = charKind;
                    }
                    hash = (hash + value) * 0x9E3779B97F4A7C15L;
                    hash ^= hash >>> 29;
                    end = to;
                }
                case CharacterClass.SEPARATOR -> finish();
                default -> {
                    // ignored: neither a token nor the end of one
                }
            }
        }

        void finish() {
            if (kind != 0) {
                long mixed = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
                result.add((int) (mixed >>> 34) | WORD, start, end);
                kind = 0;
            }
        }
    }
}
