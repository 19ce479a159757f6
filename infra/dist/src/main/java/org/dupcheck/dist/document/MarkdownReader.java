package org.dupcheck.dist.document;

import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Markdown (CommonMark): the words without the marks. */
final class MarkdownReader {
    private MarkdownReader() {}

    static void read(String markdown, SectionCollector collector) {
        TextContentRenderer text = TextContentRenderer.builder()
                .lineBreakRendering(LineBreakRendering.COMPACT)
                .build();
        Node document = Parser.builder().build().parse(markdown);
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Heading heading) {
                collector.heading(heading.getLevel(), text.render(heading));
            } else {
                collector.paragraph(text.render(block));
            }
        }
    }
}
