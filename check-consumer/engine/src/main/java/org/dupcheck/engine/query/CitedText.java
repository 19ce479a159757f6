package org.dupcheck.engine.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.engine.base.Pace;

/** Finds quotations that name their source, and lists of references, in an original text. */
final class CitedText {
    /** Characters of a quotation. */
    private static final int SHORTEST = 8;

    private static final int LONGEST = 2_000;
    private static final String OPENING = "“「『";
    private static final String CLOSING = "”」』";
    /** Characters after a quotation that are searched for its source. */
    private static final int SOURCE_REACH = 160;

    /** A number in brackets, a year in parentheses, a circled number. All repetitions are bounded. */
    private static final Pattern SOURCE = Pattern.compile(
            "[。，,.；;\\s]{0,3}+(?:[\\[［〔【]\\s{0,2}+\\d{1,3}(?:\\s{0,2}[-,，、–~]\\s{0,2}\\d{1,3}){0,8}\\s{0,2}[\\]］〕】]"
                    + "|[(（][^()（）\\n]{0,80}(?:1[89]|20)\\d\\d[^()（）\\n]{0,40}[)）]|[①-⑳])");

    private static final Pattern HEADING = Pattern.compile(
            "(?m)^[ \\t\\u3000【]{0,8}(?:主要|引用)?(?:参考文献|引用文献|參考文獻|References|REFERENCES|Bibliography|BIBLIOGRAPHY)[ \\t\\u3000：:】]{0,8}$");

    private static final Pattern ENTRY = Pattern.compile(
            "(?m)^[ \\t\\u3000]{0,8}[\\[［]\\d{1,3}[\\]］][^\\n]{1,400}[\\[［][A-Z](?:/[A-Z]{1,3})?[\\]］][^\\n]{0,400}$");

    /** What an entry has at least one of: a year, the mark of a kind of publication, an address. */
    private static final Pattern NAMES_SOURCE = Pattern.compile(
            "(?<!\\d)(?:1[89]|20)\\d\\d(?!\\d)|[\\[［][A-Z](?:/[A-Z]{1,3})?[\\]］]|https?://|(?i:doi)[:：]");

    /** Characters of an entry's line. */
    private static final int LONGEST_ENTRY = 400;
    /** Characters of the line that an entry goes on with. */
    private static final int LONGEST_REST = 60;

    private CitedText() {}

    /** Half-open offsets in UTF-16 code units. */
    record Span(int start, int end) {}

    /** A text that a regular expression reads a character at a time: as nothing else ends one before it is through. */
    private record Paced(String text, int from, int to, Pace pace) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            pace.spend(1);
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Paced(text, from + start, from + end, pace);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }

    /** Text between quotation marks that is followed by its source. */
    static List<Span> quotations(String text, Pace pace) {
        List<Span> spans = new ArrayList<>();
        int start = -1;
        int kind = -1;
        for (int i = 0; i < text.length(); i++) {
            pace.spend(1);
            int opening = OPENING.indexOf(text.charAt(i));
            if (opening >= 0 && start < 0) {
                start = i;
                kind = opening;
            } else if (start >= 0 && text.charAt(i) == CLOSING.charAt(kind)) {
                int length = i - start - 1;
                if (length >= SHORTEST && length <= LONGEST && hasSource(text, i + 1, pace)) {
                    spans.add(new Span(start, i + 1));
                }
                start = -1;
            } else if (start >= 0 && i - start > LONGEST) {
                start = -1;
            }
        }
        return spans;
    }

    private static boolean hasSource(String text, int at, Pace pace) {
        pace.spend(SOURCE_REACH);
        Matcher matcher = SOURCE.matcher(text);
        matcher.region(at, Math.min(text.length(), at + SOURCE_REACH));
        return matcher.lookingAt();
    }

    /**
     * Lists of references, each from its heading on as far as lines look like entries, and single lines elsewhere that surely
     * are entries. A heading alone hides nothing: what follows it and tells no source is text like any other.
     */
    static List<Span> bibliography(String text, Pace pace) {
        List<Span> spans = new ArrayList<>();
        int known = 0;
        CharSequence paced = new Paced(text, 0, text.length(), pace);
        Matcher heading = HEADING.matcher(paced);
        while (heading.find()) {
            if (heading.start() >= known) {
                addEntries(paced, known, heading.start(), spans);
                known = endOfList(text, heading.end(), pace);
                spans.add(new Span(heading.start(), known));
            }
        }
        addEntries(paced, known, text.length(), spans);
        return spans;
    }

    private static void addEntries(CharSequence text, int from, int to, List<Span> spans) {
        Matcher entry = ENTRY.matcher(text).region(from, to);
        while (entry.find()) {
            spans.add(new Span(entry.start(), entry.end()));
        }
    }

    /** After the last entry; one line of an entry that goes on may be without a source of its own. */
    private static int endOfList(String text, int from, Pace pace) {
        int end = from;
        boolean afterEntry = false;
        for (int at = from; at < text.length(); ) {
            int next = text.indexOf('\n', at);
            next = next < 0 ? text.length() : next + 1;
            String line = text.substring(at, next).strip();
            pace.spend(Math.min(LONGEST_ENTRY, line.length()));
            boolean entry =
                    line.length() <= LONGEST_ENTRY && NAMES_SOURCE.matcher(line).find();
            boolean rest = afterEntry && line.length() <= LONGEST_REST;
            if (!line.isEmpty() && !entry && !rest) {
                return end;
            }
            end = entry || rest ? next : end;
            afterEntry = line.isEmpty() ? afterEntry : entry;
            at = next;
        }
        return end;
    }
}
