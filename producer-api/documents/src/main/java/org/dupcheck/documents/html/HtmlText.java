package org.dupcheck.documents.html;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dupcheck.documents.reading.Look;
import org.dupcheck.documents.reading.ShownText;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The text of a piece of HTML. Comments and attributes are no text, but for those that people read: values of fields where
 * they stand, and titles, what stands in place of a picture and addresses that are none at the end, so that they part no
 * sentence. What a style hides is no text and is told. Used once, by one thread.
 */
public final class HtmlText implements NodeVisitor {
    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7E]*|(https?|ftp|file|mailto|tel|data):\\S*");

    /** Attributes that people read. What stands in place of a picture is not seen where the picture is. */
    private static final List<String> NOTES = List.of("title", "alt", "label", "placeholder");

    /** Types of fields whose value is shown. */
    private static final Set<String> SHOWING =
            Set.of("", "text", "search", "email", "url", "tel", "button", "submit", "reset");

    private final HtmlSheet sheet;
    private final Deque<HtmlLook> looks = new ArrayDeque<>();
    private final ShownText shown = new ShownText();
    private final List<String> titles = new ArrayList<>();
    private boolean begun;
    private boolean lineEnded;

    private HtmlText(HtmlSheet sheet) {
        this.sheet = sheet;
        looks.push(HtmlLook.PAGE);
    }

    /** The text of what stands in the body of a page. */
    public static ShownText of(String html) {
        return of(html, HtmlSheet.of(List.of(html)));
    }

    /** The same of a piece of a page, under the rules of the whole of it. */
    public static ShownText of(String html, HtmlSheet sheet) {
        HtmlText text = new HtmlText(sheet);
        Jsoup.parseBodyFragment(html).traverse(text);
        for (String title : text.titles) {
            text.newLine();
            text.add(title);
        }
        return text.shown;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            add(words.getWholeText());
        } else if (node instanceof DataNode data) {
            add(data.getWholeData()); // scripts and styles: not known to be no text to whoever reads the file
        } else if (node instanceof Element element) {
            looks.push(looks.element().within(element, sheet.style(element)));
            if (!isHidden() && (element.isBlock() || element.normalName().equals("br"))) {
                newLine();
            }
            attributes(element);
        }
    }

    private void attributes(Element element) {
        if (element.normalName().equals("input")
                && SHOWING.contains(element.attr("type").toLowerCase(Locale.ROOT))) {
            add(element.attr("value"));
        }
        if (isHidden() || looks.element().reading()) {
            return;
        }
        NOTES.stream().map(element::attr).forEach(this::note);
        Stream.of("href", "src").map(element::attr).filter(to -> !isAddress(to)).forEach(this::note);
        String page = element.attr("srcdoc");
        if (!page.isBlank()) {
            note(of(page).text());
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (!isHidden() && element.isBlock()) {
                newLine();
            }
            looks.pop();
        }
    }

    private boolean isHidden() {
        return looks.element().look() == Look.HIDDEN;
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
    public static boolean isAddress(String destination) {
        return ADDRESS.matcher(destination).matches();
    }

    private void add(String words) {
        String kept = begun && !lineEnded ? words : words.stripLeading();
        if (kept.isEmpty() || looks.element().reading()) {
            return;
        }
        if (lineEnded) {
            shown.add(Look.PLAIN, "\n");
        }
        shown.add(looks.element().look(), looks.element().reversed(), List.of(), kept);
        begun = true;
        lineEnded = false;
    }

    private void newLine() {
        lineEnded = begun;
    }
}
