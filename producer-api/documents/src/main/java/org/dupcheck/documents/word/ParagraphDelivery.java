package org.dupcheck.documents.word;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.documents.reading.SectionCollector;
import org.dupcheck.documents.reading.SectionCollector.Mark;

/** Hands the paragraphs of a Word file on, each note where the text first refers to it. Used once. */
final class ParagraphDelivery {
    private final WordStyles styles;
    private final Map<String, List<Paragraph>> notes;
    private final SectionCollector collector;
    private final Set<String> delivered = new HashSet<>();

    /** @param notes by their ids */
    ParagraphDelivery(WordStyles styles, Map<String, List<Paragraph>> notes, SectionCollector collector) {
        this.styles = styles;
        this.notes = notes;
        this.collector = collector;
    }

    /** Those, then the notes that none of them refers to: what can be read counts. */
    void deliver(List<Paragraph> paragraphs) {
        paragraphs.forEach(this::deliver);
        notes.forEach((id, note) -> {
            if (!delivered.contains(id)) {
                note.forEach(this::deliver);
            }
        });
    }

    private void deliver(Paragraph paragraph) {
        List<Mark> marks = new ArrayList<>();
        String text = paragraph.text(marks);
        int level = paragraph.outline >= 0 ? paragraph.outline : styles.headingLevel(paragraph.style);
        if (styles.isTitle(paragraph.style)) {
            collector.title(text);
            collector.paragraph(text, marks);
        } else if (level > 0) {
            collector.heading(level, text, marks);
        } else {
            collector.paragraph(text, marks);
        }
        paragraph.nested.forEach(this::deliver);
        for (String id : paragraph.notes) {
            if (delivered.add(id)) {
                notes.getOrDefault(id, List.of()).forEach(this::deliver);
            }
        }
    }
}
