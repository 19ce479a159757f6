package org.dupcheck.documents.markdown;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.DefinitionMap;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Footnotes of Markdown, which CommonMark does not have: it takes {@code [^1]: text} for the definition of a link, and a
 * text without spaces for its address. A footnote is text where it stands, whether anything refers to it or not. What
 * refers to it is a mark, and no text. Stateless.
 */
final class MarkdownFootnotes implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {
    private static final Pattern START = Pattern.compile("\\[\\^([^\\]\\s]+)\\]:");

    /** Columns by which further blocks of a footnote are set in, and code everywhere. */
    private static final int INDENT = 4;

    /** What is said once, and referred to by its label. */
    static final class Footnote extends CustomBlock {
        private final String label;

        private Footnote(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** Rendered as a number, which no one renders here. */
    private static final class Reference extends CustomNode {}

    @Override
    public void extend(Parser.Builder parser) {
        BlockParserFactory factory = MarkdownFootnotes::start;
        parser.customBlockParserFactory(factory).linkProcessor((link, scanner, context) -> {
            String text = link.text();
            boolean refers = link.marker() == null
                    && link.destination() == null
                    && text.startsWith("^")
                    && context.getDefinition(Footnote.class, text.substring(1)) != null;
            return refers ? LinkResult.replaceWith(new Reference(), link.afterTextBracket()) : LinkResult.none();
        });
    }

    private static BlockStart start(ParserState state, MatchedBlockParser matched) {
        CharSequence line = state.getLine().getContent();
        int from = state.getNextNonSpaceIndex();
        Matcher start = START.matcher(line).region(from, line.length());
        if (state.getIndent() >= INDENT || !start.lookingAt()) {
            return BlockStart.none();
        }
        return BlockStart.of(new FootnoteParser(start.group(1))).atIndex(start.end());
    }

    private static final class FootnoteParser extends AbstractBlockParser {
        private final Footnote footnote;

        FootnoteParser(String label) {
            footnote = new Footnote(label);
        }

        @Override
        public Block getBlock() {
            return footnote;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(Block block) {
            return true;
        }

        @Override
        public List<DefinitionMap<?>> getDefinitions() {
            DefinitionMap<Footnote> own = new DefinitionMap<>(Footnote.class);
            own.putIfAbsent(footnote.label, footnote);
            return List.of(own);
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            if (state.isBlank()) {
                return BlockContinue.atIndex(state.getNextNonSpaceIndex());
            }
            boolean inside = state.getIndent() >= INDENT;
            return inside ? BlockContinue.atColumn(state.getColumn() + INDENT) : BlockContinue.none();
        }
    }

    @Override
    public void extend(HtmlRenderer.Builder renderer) {
        renderer.nodeRendererFactory(Rendering::new);
    }

    private record Rendering(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Footnote.class);
        }

        @Override
        public void render(Node footnote) {
            context.getWriter().tag("aside");
            for (Node node = footnote.getFirstChild(); node != null; node = node.getNext()) {
                context.render(node);
            }
            context.getWriter().tag("/aside");
        }
    }
}
