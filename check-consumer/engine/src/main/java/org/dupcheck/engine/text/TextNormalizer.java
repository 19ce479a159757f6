package org.dupcheck.engine.text;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dupcheck.engine.base.Pace;
import org.jspecify.annotations.Nullable;

/**
 * Turns a text into tokens: NFKC, case folding, one character for all that look the same, traditional to simplified
 * characters; spaces and punctuation dropped; a token is one CJK character, or one word or one number of another script.
 * What nobody sees is dropped wherever it stands. Immutable and thread-safe.
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

    private static final int IOTA_BELOW = 0x345;

    private final CharacterClass classes = new CharacterClass();
    private final LookAlikes lookAlikes = new LookAlikes();
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
        // the first halves of what is invisible or may join: a reason to look twice
        IntStream.concat(Invisible.supplementary(), CharacterClass.supplementaryMarks())
                .forEach(c -> table[Character.highSurrogate(c)] = CharacterClass.IGNORED << CharacterClass.KIND_SHIFT);
    }

    /** The tokens of a text. */
    public TokenText tokens(String text) {
        return tokens(text, new Pace(Pace.NOBODY));
    }

    /** The same; can be ended meanwhile. */
    public TokenText tokens(String text, Pace pace) {
        TokenText result = new TokenText(text.length());
        read(text, new Words(text, result, null, pace));
        return result;
    }

    /** Fills {@code result}, which is cleared first. */
    public void tokens(String text, TokenText result) {
        result.clear();
        read(text, new Words(text, result, null, new Pace(Pace.NOBODY)));
    }

    /** Tells every word that is taken for another one. */
    void disguisedWords(String text, DisguisedWords sink, Pace pace) {
        read(text, new Words(text, new TokenText(0), sink, pace));
    }

    /** Is told words that are taken for others, in the order of the text. */
    @FunctionalInterface
    interface DisguisedWords {
        /**
         * One word.
         *
         * @param letters {@code length} of them, as {@link LookAlikes#letter} codes them; only valid during the call
         */
        void accept(int start, int end, long[] letters, int length, LookAlikes.Reading reading);
    }

    private void read(String text, Words words) {
        int length = text.length();
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            int charClass = table[c];
            int end = i + 1;
            if (Character.isSurrogate(c)) {
                int codePoint = text.codePointAt(i);
                end = i + Character.charCount(codePoint);
                charClass = classAt(codePoint);
            }
            int kind = charClass >>> CharacterClass.KIND_SHIFT;
            boolean plain = kind < CharacterClass.EXPANDS;
            boolean alone =
                    end == length || table[text.charAt(end)] >>> CharacterClass.KIND_SHIFT < CharacterClass.JOINS;
            if (plain && alone) {
                words.accept(kind, charClass & CharacterClass.VALUE_MASK, i, end);
            } else if (kind != CharacterClass.IGNORED) {
                int joined = alone ? end : endOfSequence(text, end, words.pace);
                if (plain && joined == end) {
                    words.accept(kind, charClass & CharacterClass.VALUE_MASK, i, end);
                } else {
                    foldSequence(text, i, joined, words);
                }
                end = joined;
            }
            words.pace.spend(end - i);
            i = end;
        }
        words.finish();
    }

    LookAlikes lookAlikes() {
        return lookAlikes;
    }

    /** Whether a character that is no Chinese one is taken for one. */
    boolean looksLikeAnIdeograph(int codePoint) {
        return Character.isIdeographic(classAt(codePoint) & CharacterClass.VALUE_MASK);
    }

    /** The kind of a code point of an original text, as a constant of {@link CharacterClass}. */
    int kindOf(int codePoint) {
        return classAt(codePoint) >>> CharacterClass.KIND_SHIFT;
    }

    private int classAt(int codePoint) {
        if (codePoint >= table.length) {
            return classes.of(codePoint);
        }
        return Character.isSurrogate((char) codePoint)
                ? CharacterClass.SEPARATOR << CharacterClass.KIND_SHIFT
                : table[codePoint];
    }

    /** After the last character that may join the one that ends there; what nobody sees may stand between. */
    private int endOfSequence(String text, int next, Pace pace) {
        int end = next;
        int joining = 0;
        for (int at = next; at < text.length() && joining < LONGEST_SEQUENCE; ) {
            int codePoint = text.codePointAt(at);
            int kind = kindOf(codePoint);
            if (kind < CharacterClass.JOINS) {
                break;
            }
            at += Character.charCount(codePoint);
            pace.spend(1);
            if (kind == CharacterClass.JOINS) {
                joining++;
                end = at;
            }
        }
        return end;
    }

    private void foldSequence(String text, int start, int end, Words words) {
        String folded = classes.fold(visible(text, start, end));
        int base = folded.isEmpty() ? 0 : folded.codePointAt(0);
        for (int k = 0; k < folded.length(); ) {
            int codePoint = folded.codePointAt(k);
            int charClass = classes.ofFolded(codePoint);
            if (CharacterClass.belongs(codePoint, base)) {
                words.accept(
                        charClass >>> CharacterClass.KIND_SHIFT, charClass & CharacterClass.VALUE_MASK, start, end);
            }
            k += Character.charCount(codePoint);
        }
    }

    /** Without what decorates: an iota below another letter than a Greek one becomes a letter when case is folded. */
    private static String visible(String text, int start, int end) {
        boolean greek = UnicodeScript.of(text.codePointAt(start)) == UnicodeScript.GREEK;
        StringBuilder visible = new StringBuilder(end - start);
        text.substring(start, end)
                .codePoints()
                .filter(c -> !Invisible.is(c) && (greek || c != IOTA_BELOW))
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    /** Gathers letters to words and digits to numbers; a change from one to the other ends the token. */
    private final class Words {
        private final String text;
        private final TokenText result;
        private final @Nullable DisguisedWords sink;
        private final Pace pace;
        private int kind;
        private int start;
        private int end;
        private long hash;
        private boolean foreign;
        /** Of each letter of the word, where it starts in the text (upper half) and what it is when folded. */
        private long[] letters = new long[64];

        private int length;

        Words(String text, TokenText result, @Nullable DisguisedWords sink, Pace pace) {
            this.text = text;
            this.result = result;
            this.sink = sink;
            this.pace = pace;
        }

        void accept(int charKind, int value, int from, int to) {
            switch (charKind) {
                case CharacterClass.SINGLE -> {
                    finish();
                    result.add(value, from, to);
                }
                case CharacterClass.LETTER, CharacterClass.DIGIT -> add(charKind, value, from, to);
                case CharacterClass.FOREIGN_LETTER -> {
                    add(CharacterClass.LETTER, value, from, to);
                    foreign = true;
                }
                case CharacterClass.SEPARATOR -> finish();
                default -> {
                    // ignored: neither a token nor the end of one
                }
            }
        }

        private void add(int charKind, int value, int from, int to) {
            if (kind != charKind) {
                finish();
                kind = charKind;
                start = from;
                hash = charKind;
            }
            hash = mixed(hash, value);
            end = to;
            if (length == letters.length) {
                letters = Arrays.copyOf(letters, 2 * length);
            }
            letters[length++] = ((long) from << Integer.SIZE) | value;
        }

        void finish() {
            if (kind != 0) {
                if (foreign) {
                    hash = look();
                }
                long mixed = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
                result.add((int) (mixed >>> 34) | WORD, start, end);
                kind = 0;
                length = 0;
                foreign = false;
            }
        }

        /** The hash of the word that this one is taken for. */
        private long look() {
            for (int i = 0; i < length; i++) {
                pace.spend(1);
                letters[i] = letter((int) letters[i], (int) (letters[i] >>> Integer.SIZE));
            }
            LookAlikes.Reading reading = lookAlikes.read(letters, length, pace);
            if (reading == LookAlikes.Reading.PLAIN) {
                return hash;
            }
            if (sink != null) {
                sink.accept(start, end, letters, length, reading);
            }
            long read = CharacterClass.LETTER;
            for (int i = 0; i < length; i++) {
                pace.spend(1);
                read = mixed(read, lookAlikes.value(letters[i], reading));
            }
            return read;
        }

        /** With its original form, unless that was normalised together with what follows it. */
        private long letter(int folded, int from) {
            int original = text.codePointAt(from);
            boolean alone = (classAt(original) & CharacterClass.VALUE_MASK) == folded;
            return LookAlikes.letter(folded, alone ? original : folded);
        }

        private long mixed(long before, int value) {
            long sum = (before + value) * 0x9E3779B97F4A7C15L;
            return sum ^ (sum >>> 29);
        }
    }
}
