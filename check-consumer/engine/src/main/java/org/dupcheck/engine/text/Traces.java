package org.dupcheck.engine.text;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dupcheck.engine.base.Pace;

/**
 * The traces that disguise leaves in a text: characters that nobody sees within words, thin spaces that part them, letters
 * of another script that look like those of their word, and text that an override shows in another order. What invisible
 * characters and look-alikes should hide is found all the same; this only tells of them.
 *
 * <p>Not told is what comes about without any intent: soft hyphens; a variation selector after a Chinese character or a sign;
 * joiners and the like beside a script that needs them; Greek letters at the end of a Latin word (TNFα); Cyrillic words
 * whose letters all look Latin, in a section with other Cyrillic; kana in a section with other kana.
 */
public final class Traces {
    /** Spans of a kind told one by one; what comes after them lengthens the last. */
    public static final int MAX_SPANS = 50;

    private static final int SOFT_HYPHEN = 0xAD;
    /** Right-to-left override. */
    private static final int OVERRIDE = 0x202E;
    /** Letters under overrides that are told: fewer hide no run that is sure to be found. */
    private static final int MIN_OVERRIDDEN = 13;

    private static final int MIN_LETTERS_WITH_GREEK = 3;
    /** Within a word, Greek letters that look like Greek ones: shorter words are formulas. */
    private static final int MIN_LETTERS_AROUND_GREEK = 5;

    /** Greek letters that cannot be told from Latin ones in any fount. */
    private static final String LATIN_GREEK = "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

    /** What a trace is of. */
    public enum Kind {
        INVISIBLE,
        MIXED_SCRIPT
    }

    /**
     * One span, within a paragraph unless there are too many.
     *
     * @param start in UTF-16 code units of the text
     * @param count characters that are invisible or of another script, at least 1
     */
    public record Trace(Kind kind, int start, int end, int count) {}

    private final TextNormalizer normalizer;
    private final String text;
    private final Pace pace;
    private final Spans invisible = new Spans(Kind.INVISIBLE);
    private final Spans thin = new Spans(Kind.INVISIBLE);
    private final Spans overridden = new Spans(Kind.INVISIBLE);
    private final Spans mixed = new Spans(Kind.MIXED_SCRIPT);
    private boolean anyInvisible;
    private boolean anyOverride;
    private boolean anyThinSpace;
    private int lettersOverridden;
    private boolean anyForeign;
    private boolean anyKana;
    private boolean otherCyrillic;
    private boolean otherKana;

    private Traces(TextNormalizer normalizer, String text, Pace pace) {
        this.normalizer = normalizer;
        this.text = text;
        this.pace = pace;
    }

    /**
     * Those of a text, in its order.
     *
     * @param pace asks whether they are still wanted
     */
    public static List<Trace> of(TextNormalizer normalizer, String text, Pace pace) {
        Traces traces = new Traces(normalizer, text, pace);
        traces.look();
        if (traces.anyInvisible || (traces.anyKana && !traces.otherKana)) {
            traces.walk();
        }
        if (traces.anyOverride) {
            traces.overrides();
        }
        if (traces.anyThinSpace) {
            new ThinSpaces(normalizer, text).tell(traces.thin::add, pace);
        }
        if (traces.anyForeign) {
            normalizer.disguisedWords(text, traces::word, pace);
        }
        List<Trace> all = new ArrayList<>(traces.invisible.spans);
        all.addAll(traces.thin.spans);
        if (traces.lettersOverridden >= MIN_OVERRIDDEN) {
            all.addAll(traces.overridden.spans);
        }
        all.addAll(traces.mixed.spans);
        all.sort(Comparator.comparingInt(Trace::start).thenComparing(Trace::kind));
        return all;
    }

    /** Finds out in one go what is there at all. */
    private void look() {
        for (int i = 0; i < text.length(); ) {
            pace.spend(1);
            int codePoint = text.codePointAt(i);
            int kind = normalizer.kindOf(codePoint);
            anyThinSpace |= ThinSpaces.is(codePoint);
            if (kind == CharacterClass.FOREIGN_LETTER) {
                anyForeign = true;
                long letter = LookAlikes.letter(codePoint, codePoint);
                otherCyrillic |= UnicodeScript.of(codePoint) == UnicodeScript.CYRILLIC
                        && normalizer.lookAlikes().likeLatin(letter) == 0;
            } else if (kind == CharacterClass.IGNORED) {
                anyInvisible |= Invisible.is(codePoint);
                anyOverride |= codePoint == OVERRIDE;
            } else if (isKana(codePoint)) {
                boolean like = normalizer.looksLikeAnIdeograph(codePoint);
                anyKana |= like;
                otherKana |= !like;
            }
            i += Character.charCount(codePoint);
        }
    }

    /** Looks at what stands between characters, and at kana between Chinese characters. */
    private void walk() {
        boolean tokenBefore = false;
        int before = 0;
        int from = -1;
        int count = 0;
        for (int i = 0; i < text.length(); ) {
            pace.spend(1);
            int codePoint = text.codePointAt(i);
            int end = i + Character.charCount(codePoint);
            if (Invisible.is(codePoint)) {
                if (tokenBefore && tells(codePoint, before, count)) {
                    from = count == 0 ? i : from;
                    count++;
                }
            } else {
                boolean token = isOrdinaryToken(codePoint);
                if (count > 0 && token) {
                    invisible.add(from, i, count);
                }
                count = 0;
                if (!otherKana && tokenBefore && isKana(codePoint) && normalizer.looksLikeAnIdeograph(codePoint)) {
                    kana(i, end, before);
                }
                tokenBefore = token;
                before = codePoint;
            }
            i = end;
        }
    }

    /**
     * Letters written from left to right that an override shows from right to left: to the eye the text is another one than
     * its characters in their order, whatever stands beside it. What is written from right to left needs no override.
     */
    private void overrides() {
        for (int from = text.indexOf(OVERRIDE); from >= 0; ) {
            int to = from + 1;
            int count = 0;
            int letters = 0;
            while (to < text.length() && !endsOverride(text.charAt(to))) {
                pace.spend(1);
                count += Character.isWhitespace(text.charAt(to)) ? 0 : 1;
                letters += isWrittenToTheRight(text.charAt(to)) ? 1 : 0;
                to++;
            }
            if (letters > 0) {
                lettersOverridden += letters;
                overridden.add(from, to, count);
            }
            from = text.indexOf(OVERRIDE, to);
        }
    }

    private static boolean endsOverride(char c) {
        return c == '\u202C' || c == '\n' || c == '\r' || c == '\u2029';
    }

    private static boolean isWrittenToTheRight(char c) {
        return Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT || Character.isHighSurrogate(c);
    }

    private void kana(int start, int end, int before) {
        boolean between = end < text.length() && Character.isIdeographic(text.codePointAt(end));
        if (between && Character.isIdeographic(before)) {
            mixed.add(start, end, 1);
        }
    }

    private static boolean tells(int codePoint, int before, int count) {
        boolean form = count == 0
                && Invisible.isVariationSelector(codePoint)
                && (Character.isIdeographic(before) || UnicodeScript.of(before) == UnicodeScript.COMMON);
        return codePoint != SOFT_HYPHEN && !form;
    }

    /** Of a script that needs no invisible characters between its own. */
    private boolean isOrdinaryToken(int codePoint) {
        int kind = normalizer.kindOf(codePoint);
        if (kind == CharacterClass.SEPARATOR) {
            return false;
        }
        return switch (UnicodeScript.of(codePoint)) {
            case LATIN, GREEK, CYRILLIC, HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            case COMMON -> kind != CharacterClass.IGNORED;
            default -> false;
        };
    }

    private static boolean isKana(int codePoint) {
        boolean full = (codePoint >= 0x3041 && codePoint <= 0x3096)
                || (codePoint >= 0x30A1 && codePoint <= 0x30FF && codePoint != 0x30FB);
        return full || (codePoint >= 0xFF66 && codePoint <= 0xFF9D);
    }

    private void word(int start, int end, long[] letters, int length, LookAlikes.Reading reading) {
        boolean cyrillicOnly = true;
        int count = 0;
        for (int i = 0; i < length; i++) {
            pace.spend(2);
            cyrillicOnly &= isCyrillic(letters[i]);
            if (normalizer.lookAlikes().isDisguised(letters[i], reading) && isSuspicious(letters, i, length)) {
                count++;
            }
        }
        if (count > 0 && !(cyrillicOnly && otherCyrillic)) {
            mixed.add(start, end, count);
        }
    }

    private static boolean isSuspicious(long[] letters, int at, int length) {
        if (UnicodeScript.of(LookAlikes.folded(letters[at])) != UnicodeScript.GREEK) {
            return true;
        }
        boolean within = at > 0 && at < length - 1;
        boolean indistinguishable = LATIN_GREEK.indexOf(LookAlikes.original(letters[at])) >= 0;
        return (within && length >= MIN_LETTERS_AROUND_GREEK)
                || (indistinguishable && length >= MIN_LETTERS_WITH_GREEK);
    }

    private static boolean isCyrillic(long letter) {
        return UnicodeScript.of(LookAlikes.folded(letter)) == UnicodeScript.CYRILLIC;
    }

    /** Spans of one kind, those of a paragraph merged. */
    private final class Spans {
        private final Kind kind;
        private final List<Trace> spans = new ArrayList<>();

        Spans(Kind kind) {
            this.kind = kind;
        }

        void add(int start, int end, int count) {
            Trace last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && (spans.size() == MAX_SPANS || isOneParagraph(last.end(), start))) {
                spans.set(spans.size() - 1, new Trace(kind, last.start(), end, last.count() + count));
            } else {
                spans.add(new Trace(kind, start, end, count));
            }
        }

        private boolean isOneParagraph(int from, int to) {
            for (int i = from; i < to; i++) {
                pace.spend(1);
                char c = text.charAt(i);
                if (c == '\n' || c == '\r' || c == '\u2029') {
                    return false;
                }
            }
            return true;
        }
    }
}
