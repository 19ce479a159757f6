package org.dupcheck.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dupcheck.documents.Paragraph.Look;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The text of a piece of HTML. Comments and attributes are no text, but for those that people read: what stands in
 * place of a picture, and titles and addresses that are none, which follow at the end so that they part no sentence. What a style hides is no text and
 * is told. Used once, by one thread.
 */
final class HtmlText implements NodeVisitor {
    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7E]*|(https?|ftp|file|mailto|tel|data):\\S*");

    private final Paragraph paragraph = new Paragraph();
    private final List<String> titles = new ArrayList<>();
    private int hidden;
    private int white;
    private int reversed;
    private int readings;
    private boolean begun;
    private boolean lineEnded;

    private HtmlText() {}

    static Paragraph of(String html) {
        HtmlText text = new HtmlText();
        Jsoup.parseBodyFragment(html).traverse(text);
        for (String title : text.titles) {
            text.newLine();
            text.add(title);
        }
        return text.paragraph;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            add(words.getWholeText());
        } else if (node instanceof DataNode data) {
            add(data.getWholeData()); // scripts and styles: not known to be no text to whoever reads the file
        } else if (node instanceof Element element) {
            enter(element, 1);
            if (hidden == 0 && (element.isBlock() || element.normalName().equals("br"))) {
                newLine();
            }
            if (element.normalName().equals("img")) {
                add(element.attr("alt"));
            }
            if (hidden == 0 && readings == 0) {
                note(element.attr("title"));
                Stream.of("href", "src")
                        .map(element::attr)
                        .filter(to -> !isAddress(to))
                        .forEach(this::note);
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (hidden == 0 && element.isBlock()) {
                newLine();
            }
            enter(element, -1);
        }
    }

    private void enter(Element element, int step) {
        switch (HtmlLook.of(element)) {
            case HIDDEN -> hidden += step;
            case WHITE -> white += step;
            default -> {
                // says nothing of that
            }
        }
        reversed += HtmlLook.isReversed(element) ? step : 0;
        readings += HtmlLook.isReading(element) ? step : 0;
    }

    private void note(String words) {
        if (!words.isBlank()) {
            titles.add(words);
        }
    }

    /**
     * Whether a link that leads there leads anywhere. An address is of ASCII without spaces (RFC 3986), or at least says
     * how to get there; other words in its place are text that a program took for one.
     */
    static boolean isAddress(String destination) {
        return ADDRESS.matcher(destination).matches();
    }

    private void add(String words) {
        String kept = begun && !lineEnded ? words : words.stripLeading();
        if (kept.isEmpty() || readings > 0) {
            return;
        }
        if (lineEnded) {
            paragraph.add(Look.PLAIN, "\n");
        }
        Look look = hidden > 0 ? Look.HIDDEN : white > 0 ? Look.WHITE : Look.PLAIN;
        paragraph.add(look, reversed > 0, List.of(), kept);
        begun = true;
        lineEnded = false;
    }

    private void newLine() {
        lineEnded = begun;
    }
}
