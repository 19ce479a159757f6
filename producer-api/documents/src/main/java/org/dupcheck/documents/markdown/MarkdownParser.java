package org.dupcheck.documents.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.dupcheck.documents.html.HtmlSheet;
import org.dupcheck.documents.html.HtmlText;
import org.dupcheck.documents.markdown.MarkdownFootnotes.Footnote;
import org.dupcheck.documents.reading.SectionCollector;
import org.dupcheck.documents.reading.SectionCollector.Mark;

/**
 * Markdown (CommonMark): the words that a reader of the rendered page sees, without the marks. Each block becomes HTML by
 * itself, so that a tag left open in one cannot take the next one with it. Definitions of links are not rendered where they
 * stand; what they say counts where no link shows it.
 */
public final class MarkdownParser {
    private MarkdownParser() {}

    private record Block(Node node, String text, List<Mark> marks) {}

    /** Reads the whole of it. */
    public static void parse(String markdown, SectionCollector collector) {
        List<MarkdownFootnotes> footnotes = List.of(new MarkdownFootnotes());
        HtmlRenderer html = HtmlRenderer.builder().extensions(footnotes).build();
        Node document = Parser.builder().extensions(footnotes).build().parse(markdown);
        List<Node> nodes = new ArrayList<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            nodes.add(node);
        }
        List<String> pieces = nodes.stream().map(html::render).toList();
        HtmlSheet sheet = HtmlSheet.of(pieces); // a style holds for blocks before and after it
        List<Block> blocks = new ArrayList<>();
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < nodes.size(); i++) {
            List<Mark> marks = new ArrayList<>();
            String text = HtmlText.of(pieces.get(i), sheet).text(marks);
            blocks.add(new Block(nodes.get(i), text, marks));
            shown.append(bare(text)).append('\n');
        }
        for (Block block : blocks) {
            if (block.node instanceof Heading heading) {
                collector.heading(heading.getLevel(), block.text, block.marks);
            } else {
                collector.paragraph(block.text, block.marks);
            }
            for (List<String> definition : definitions(block.node)) {
                collector.paragraph(definition.stream()
                        .map(words -> unknown(words, shown))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(" ")));
            }
        }
    }

    /** What each definition says that may be text. */
    private static List<List<String>> definitions(Node block) {
        List<List<String>> definitions = new ArrayList<>();
        block.accept(new AbstractVisitor() {
            @Override
            public void visit(LinkReferenceDefinition definition) {
                String destination = definition.getDestination();
                definitions.add(Stream.of(
                                definition.getLabel(),
                                HtmlText.isAddress(destination) ? "" : destination,
                                definition.getTitle())
                        .map(words -> words == null ? "" : words)
                        .toList());
            }

            @Override
            public void visit(CustomBlock block) {
                if (block instanceof Footnote footnote
                        && footnote.label().length() >= SectionCollector.SHORTEST_PASSAGE) {
                    definitions.add(List.of(footnote.label())); // a shorter one only tells footnotes apart
                }
                visitChildren(block);
            }
        });
        return definitions;
    }

    /** The words, where they are not there yet; from then on they are. */
    private static String unknown(String words, StringBuilder shown) {
        String bare = bare(words);
        if (bare.isEmpty() || shown.indexOf(bare) >= 0) {
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
