package org.dupcheck.documents.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Turns headings and the paragraphs under them into sections. A heading is text like any other: it names its section and
 * is the section's first line. A heading with nothing of its own under it goes into the deeper one that follows; where
 * there are more headings than a document may have sections, those of the deeper levels become text of the section they
 * stand in. Where many sections are short, each of them goes into the one before it: a passage is searched within a section,
 * and what was copied would be under the floor in every one of them. Not thread-safe.
 */
public final class SectionCollector {
    /** Characters from which on lost or added text may be a passage: the run of 13 tokens that the engine promises to find. */
    public static final int SHORTEST_PASSAGE = 13;

    /** The key of text that stands under no heading. */
    public static final String BODY = "body";

    /** Signals of one document; beyond that those of a section and kind are told as one. */
    private static final int MAX_SINGLE_SIGNALS = 200;

    private static final int DEEPEST = 9;

    /** Characters under which a section is short: three times what a passage needs to count. */
    private static final int SHORT_SECTION = 100;

    /** So many short sections keep to themselves: a form has some, and they hold little. */
    private static final int FEW_SHORT_SECTIONS = 8;

    private final List<Part> parts = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final List<Signal> whole = new ArrayList<>();
    private final LostCharacters lost = new LostCharacters();
    private @Nullable String title;
    private @Nullable String encoding;

    public SectionCollector() {
        parts.add(new Part(0, BODY));
    }

    /** A trace within a paragraph, by offsets in its text. */
    public record Mark(SignalKind kind, int start, int end, int count) {
        Mark moved(int by, int length) {
            int from = Math.min(Math.max(0, start + by), length);
            return new Mark(kind, from, Math.min(Math.max(from, end + by), length), count);
        }
    }

    /** The document's own title, if it says so; the first one counts. It is text too: see {@link #paragraph}. */
    public void title(String text) {
        if (title == null && !text.isBlank()) {
            title = withoutNul(text).strip();
        }
    }

    /** The encoding that was taken. */
    public void encoding(String name) {
        encoding = name;
    }

    /**
     * Something that could not be read.
     *
     * @param count how many, at least 1
     */
    public void unread(String what, int count) {
        unread.add(what);
        whole.add(new Signal(SignalKind.UNREAD_TEXT, null, 0, 0, count));
    }

    /**
     * A heading: the first line of a section.
     *
     * @param level 1 for the highest, at most 9
     */
    public void heading(int level, String text, List<Mark> marks) {
        if (text.isBlank()) {
            paragraph(text, marks);
            return;
        }
        Part part = new Part(Math.min(level, DEEPEST), withoutNul(text).strip());
        parts.add(part);
        lost.count(text);
        part.add(withoutNul(text), marks);
        part.headingOnly = true;
    }

    /** A paragraph of the section that was begun last, with what is to be told of it. */
    public void paragraph(String text, List<Mark> marks) {
        Part part = parts.get(parts.size() - 1);
        lost.count(text);
        part.add(withoutNul(text), marks);
        part.headingOnly &= text.isBlank();
    }

    /** Neither the contract nor PostgreSQL takes a NUL. One replacement character for each keeps every offset. */
    public static String withoutNul(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** The same, where nothing is to be told. */
    public void paragraph(String text) {
        paragraph(text, List.of());
    }

    /**
     * What was collected.
     *
     * @throws UnreadableDocumentException where there is no text
     */
    public DocumentReading document(String fallbackTitle) {
        lost.tell(this);
        String name = title != null ? title : onlyTopHeading(fallbackTitle);
        for (int level = DEEPEST; level >= 0; level--) {
            List<Part> drafts = drafts(level);
            if (drafts.size() <= Limits.MAX_SECTIONS) {
                return reading(shorten(name, Limits.MAX_TITLE_LENGTH), withoutManyShort(drafts));
            }
        }
        throw new IllegalStateException("level 0 makes one section");
    }

    /** A single highest heading above everything else is the document's title. */
    private String onlyTopHeading(String fallback) {
        if (parts.size() < 2 || !parts.get(0).isBlank()) {
            return fallback;
        }
        Part first = parts.get(1);
        boolean only = parts.size() > 2
                && first.headingOnly
                && parts.stream().skip(2).noneMatch(part -> part.level <= first.level);
        return only ? first.heading : fallback;
    }

    /** Parts joined to sections; those of levels below {@code deepest} go into the one they stand in. */
    private List<Part> drafts(int deepest) {
        List<Part> drafts = new ArrayList<>();
        @Nullable Part open = null;
        for (Part part : parts) {
            boolean below = open != null && part.level > deepest;
            boolean underBareHeading = open != null && open.headingOnly && part.level > open.level;
            if (open == null || !(below || underBareHeading)) {
                open = new Part(part.level, part.heading);
                drafts.add(open);
            } else if (!below) {
                open.heading = part.heading;
                open.level = part.level;
            }
            open.append(part);
        }
        drafts.removeIf(Part::isBlank);
        return drafts;
    }

    private static List<Part> withoutManyShort(List<Part> drafts) {
        if (drafts.stream().filter(Part::isShort).count() <= FEW_SHORT_SECTIONS) {
            return drafts;
        }
        List<Part> joined = new ArrayList<>();
        for (Part draft : drafts) {
            Part before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && (draft.isShort() || before.isShort())) {
                before.append(draft);
            } else {
                joined.add(draft);
            }
        }
        return joined;
    }

    private DocumentReading reading(String name, List<Part> drafts) {
        if (drafts.isEmpty()) {
            throw new UnreadableDocumentException(
                    Fault.WITHOUT_TEXT,
                    "there is no text in it"
                            + (unread.isEmpty() ? "" : " that can be read: " + String.join("; ", unread)));
        }
        List<Section> sections = new ArrayList<>();
        List<Signal> signals = new ArrayList<>(whole);
        Set<String> keys = new HashSet<>();
        for (Part draft : drafts) {
            String raw = draft.text.toString();
            String text = raw.strip();
            String key = key(draft.heading, keys);
            sections.add(new Section(key, text));
            int leading = raw.length() - raw.stripLeading().length();
            for (Mark mark : draft.marks) {
                Mark at = mark.moved(-leading, text.length());
                signals.add(new Signal(at.kind, key, at.start, at.end, at.count));
            }
        }
        return new DocumentReading(name, sections, bounded(signals), encoding, unread);
    }

    private static String key(String heading, Set<String> keys) {
        String whole = shorten(heading, Limits.MAX_SECTION_KEY_LENGTH);
        String name = whole.isEmpty() ? BODY : whole;
        String key = name;
        for (int i = 2; !keys.add(key); i++) {
            String suffix = " (" + i + ")";
            key = shorten(name, Limits.MAX_SECTION_KEY_LENGTH - suffix.length()) + suffix;
        }
        return key;
    }

    private static List<Signal> bounded(List<Signal> signals) {
        if (signals.size() <= MAX_SINGLE_SIGNALS) {
            return signals;
        }
        Map<String, Signal> merged = new HashMap<>();
        for (Signal signal : signals) {
            merged.merge(
                    signal.kind() + "\n" + signal.section(),
                    signal,
                    (a, b) -> new Signal(
                            a.kind(),
                            a.section(),
                            Math.min(a.start(), b.start()),
                            Math.max(a.end(), b.end()),
                            a.count() + b.count()));
        }
        return merged.values().stream()
                .sorted(Comparator.comparing(Signal::kind).thenComparing(signal -> String.valueOf(signal.section())))
                .toList();
    }

    /** The first code points of a text, as one line: without control characters and separators of lines. */
    private static String shorten(String text, int codePoints) {
        String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= codePoints
                ? line
                : line.substring(0, line.offsetByCodePoints(0, codePoints)).strip();
    }

    private static final class Part {
        private int level;
        private String heading;
        private final StringBuilder text = new StringBuilder();
        private final List<Mark> marks = new ArrayList<>();
        private boolean headingOnly;

        Part(int level, String heading) {
            this.level = level;
            this.heading = heading;
        }

        boolean isBlank() {
            return text.toString().isBlank();
        }

        boolean isShort() {
            return text.length() < SHORT_SECTION;
        }

        void add(String paragraph, List<Mark> of) {
            of.forEach(mark -> marks.add(mark.moved(text.length(), Integer.MAX_VALUE)));
            if (!paragraph.isBlank()) {
                text.append(paragraph).append('\n');
            }
        }

        void append(Part other) {
            other.marks.forEach(mark -> marks.add(mark.moved(text.length(), Integer.MAX_VALUE)));
            headingOnly = other.headingOnly && (text.isEmpty() || headingOnly);
            text.append(other.text);
        }
    }
}
