package org.dupcheck.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.dupcheck.documents.SectionCollector.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Markdown (CommonMark): the words that a reader of the rendered page sees, without the marks. Each block becomes HTML by
 * itself, so that a tag left open in one cannot take the next one with it. Definitions of links are not rendered where they
 * stand; what they say counts where no link shows it.
 */
final class MarkdownParser {
    private MarkdownParser() {}

    private record Block(Node node, String text, List<Mark> marks) {}

    static void parse(String markdown, SectionCollector collector) {
        HtmlRenderer html = HtmlRenderer.builder().build();
        Node document = Parser.builder().build().parse(markdown);
        List<Block> blocks = new ArrayList<>();
        StringBuilder shown = new StringBuilder();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            List<Mark> marks = new ArrayList<>();
            String text = HtmlText.of(html.render(node)).text(marks);
            blocks.add(new Block(node, text, marks));
            shown.append(bare(text)).append('\n');
        }
        for (Block block : blocks) {
            if (block.node instanceof Heading heading) {
                collector.heading(heading.getLevel(), block.text, block.marks);
            } else {
                collector.paragraph(block.text, block.marks);
            }
            for (LinkReferenceDefinition definition : definitions(block.node)) {
                String label = unknown(definition.getLabel(), shown);
                String title = unknown(definition.getTitle(), shown);
                boolean both = !label.isEmpty() && !title.isEmpty();
                collector.paragraph(label + (both ? " " : "") + title);
            }
        }
    }

    private static List<LinkReferenceDefinition> definitions(Node block) {
        List<LinkReferenceDefinition> definitions = new ArrayList<>();
        block.accept(new AbstractVisitor() {
            @Override
            public void visit(LinkReferenceDefinition definition) {
                definitions.add(definition);
            }
        });
        return definitions;
    }

    /** The words, where they are not there yet; from then on they are. */
    private static String unknown(@Nullable String words, StringBuilder shown) {
        String bare = words == null ? "" : bare(words);
        if (words == null || bare.isEmpty() || shown.indexOf(bare) >= 0) {
            return "";
        }
        shown.append(bare).append('\n');
        return words;
    }

    /** Letters and digits, as marks and spaces differ. */
    private static String bare(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
    }
}
