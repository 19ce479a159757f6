package org.dupcheck.dist.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Section;
import org.jspecify.annotations.Nullable;

/**
 * Turns headings and the paragraphs under them into sections. Headings without text of their own make no section; where
 * there are more headings than a document may have sections, those of the deeper levels become text of the section they
 * stand in. Not thread-safe.
 */
final class SectionCollector {
    /** The key of text that stands under no heading. */
    static final String BODY = "body";

    private static final int DEEPEST = 9;

    private final List<Part> parts = new ArrayList<>();
    private @Nullable String title;

    SectionCollector() {
        parts.add(new Part(0, BODY));
    }

    /** The document's own title, if it says so; the first one counts. */
    void title(String text) {
        if (title == null && !text.isBlank()) {
            title = text.strip();
        }
    }

    /** @param level 1 for the highest, at most 9 */
    void heading(int level, String text) {
        parts.add(new Part(Math.min(level, DEEPEST), text.isBlank() ? BODY : text.strip()));
    }

    void paragraph(String text) {
        if (!text.isBlank()) {
            parts.get(parts.size() - 1).text.append(text).append('\n');
        }
    }

    /**
     * What was collected.
     *
     * @throws UnreadableDocumentException where there is no text
     */
    TextDocument document(String fallbackTitle) {
        // a single highest heading above everything else is the document's title
        boolean titled = title == null && parts.size() > 1 && parts.get(0).text.isEmpty() && onlyOneAtTheTop();
        String name = title != null ? title : titled ? parts.get(1).heading : fallbackTitle;
        for (int level = DEEPEST; level >= 0; level--) {
            List<Section> sections = sections(level);
            if (sections.size() <= Limits.MAX_SECTIONS) {
                if (sections.isEmpty()) {
                    throw new UnreadableDocumentException("there is no text in it");
                }
                return new TextDocument(shorten(name, Limits.MAX_TITLE_LENGTH), sections);
            }
        }
        throw new IllegalStateException("level 0 makes one section");
    }

    private boolean onlyOneAtTheTop() {
        int top = parts.get(1).level;
        return parts.stream().skip(2).noneMatch(part -> part.level <= top);
    }

    private List<Section> sections(int deepest) {
        List<Section> sections = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        @Nullable Part open = null;
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (open != null && part.level > deepest) {
                text.append(part.heading).append('\n').append(part.text);
                continue;
            }
            add(sections, keys, open, text);
            open = part;
            text = new StringBuilder(part.text);
        }
        add(sections, keys, open, text);
        return sections;
    }

    private static void add(List<Section> sections, Set<String> keys, @Nullable Part part, StringBuilder text) {
        if (part == null || text.isEmpty()) {
            return;
        }
        String key = shorten(part.heading, Limits.MAX_SECTION_KEY_LENGTH);
        for (int i = 2; !keys.add(key); i++) {
            String suffix = " (" + i + ")";
            key = shorten(part.heading, Limits.MAX_SECTION_KEY_LENGTH - suffix.length()) + suffix;
        }
        sections.add(new Section(key, text.toString().strip()));
    }

    /** The first code points of a text, without control characters. */
    private static String shorten(String text, int codePoints) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.codePointCount(0, line.length()) <= codePoints
                ? line
                : line.substring(0, line.offsetByCodePoints(0, codePoints));
    }

    private static final class Part {
        private final int level;
        private final String heading;
        private final StringBuilder text = new StringBuilder();

        Part(int level, String heading) {
            this.level = level;
            this.heading = heading;
        }
    }
}
