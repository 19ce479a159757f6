package org.dupcheck.documents;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.dupcheck.documents.SectionCollector.Mark;

/**
 * Markdown (CommonMark): the words that a reader of the rendered page sees, without the marks. Each block becomes HTML by
 * itself, so that a tag left open in one cannot take the next one with it.
 */
final class MarkdownParser {
    private MarkdownParser() {}

    static void parse(String markdown, SectionCollector collector) {
        HtmlRenderer html = HtmlRenderer.builder().build();
        Node document = Parser.builder().build().parse(markdown);
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof LinkReferenceDefinition definition) {
                String title = definition.getTitle();
                collector.paragraph(definition.getLabel() + (title == null ? "" : " " + title));
                continue;
            }
            List<Mark> marks = new ArrayList<>();
            String text = HtmlText.of(html.render(block)).text(marks);
            if (block instanceof Heading heading) {
                collector.heading(heading.getLevel(), text, marks);
            } else {
                collector.paragraph(text, marks);
            }
        }
    }
}
