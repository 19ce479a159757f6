package org.dupcheck.documents;

import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Markdown (CommonMark): the words without the marks. What stands between tags of HTML is text too. */
final class MarkdownParser {
    private static final Pattern COMMENT = Pattern.compile("<!--.*?(-->|\\z)", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");

    private MarkdownParser() {}

    static void parse(String markdown, SectionCollector collector) {
        TextContentRenderer text = TextContentRenderer.builder()
                .lineBreakRendering(LineBreakRendering.COMPACT)
                .build();
        Node document = Parser.builder().build().parse(markdown);
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Heading heading) {
                collector.heading(heading.getLevel(), text.render(heading));
            } else if (block instanceof HtmlBlock html) {
                collector.paragraph(withoutTags(html.getLiteral()));
            } else if (block instanceof LinkReferenceDefinition definition) {
                String title = definition.getTitle();
                collector.paragraph(definition.getLabel() + (title == null ? "" : " " + title));
            } else {
                collector.paragraph(withoutTags(text.render(block)));
            }
        }
    }

    private static String withoutTags(String html) {
        return html.indexOf('<') < 0
                ? html
                : TAG.matcher(COMMENT.matcher(html).replaceAll(" ")).replaceAll("");
    }
}
