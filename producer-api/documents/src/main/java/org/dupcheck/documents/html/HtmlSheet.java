package org.dupcheck.documents.html;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The rules of the style elements of a document. Those are understood that name an element by its kind, its classes and its
 * id. Other rules, and those under a condition, may hold for any element: what they declare is not known of any then, so
 * that they hide nothing, and nothing is hidden that they may show. Immutable.
 */
public final class HtmlSheet {
    private static final Pattern ELEMENT = Pattern.compile("<(style|link)\\b", Pattern.CASE_INSENSITIVE);

    /** Escapes are not read, and other sheets are not there: both may say anything. */
    private static final Pattern BEYOND = Pattern.compile("\\\\|@import", Pattern.CASE_INSENSITIVE);

    private final List<Rule> rules = new ArrayList<>();

    /** Declarations of which it is not known what they hold for, with a value that hides nothing. */
    private final StringBuilder unclear = new StringBuilder();

    private boolean beyond;

    private HtmlSheet() {}

    private record Rule(HtmlSelector selector, String declarations) {}

    /** Of all the pieces of HTML that one document is made of. */
    public static HtmlSheet of(List<String> pieces) {
        HtmlSheet sheet = new HtmlSheet();
        for (String piece : pieces) {
            if (ELEMENT.matcher(piece).find()) {
                sheet.add(Jsoup.parseBodyFragment(piece));
            }
        }
        sheet.rules.sort(Comparator.comparingInt(rule -> rule.selector.weight()));
        return sheet;
    }

    /** What holds for the element: the sheet's rules, the stronger ones last, and its own style. */
    HtmlStyle style(Element element) {
        List<String> declarations = new ArrayList<>();
        if (!beyond) {
            rules.stream()
                    .filter(rule -> rule.selector.matches(element))
                    .forEach(rule -> declarations.add(rule.declarations));
            declarations.add(unclear.toString());
        }
        declarations.add(element.attr("style"));
        return new HtmlStyle(declarations);
    }

    private void add(Document document) {
        beyond |= !document.select("link[rel~=(?i)stylesheet]").isEmpty();
        for (Element style : document.select("style")) {
            String type = style.attr("type").toLowerCase(Locale.ROOT);
            boolean used = (type.isEmpty() || type.equals("text/css")) && style.closest("template, noscript") == null;
            if (used) {
                String media = style.attr("media").toLowerCase(Locale.ROOT);
                add(HtmlStyle.plain(style.data()), media.matches("|all|screen"));
            }
        }
    }

    private void add(String css, boolean always) {
        beyond |= BEYOND.matcher(css).find();
        Deque<String> open = new ArrayDeque<>();
        int from = 0;
        for (int i = 0; i < css.length(); i++) {
            char c = css.charAt(i);
            if (c == '{') {
                open.push(css.substring(from, i).strip());
            } else if (c == '}' && !open.isEmpty()) {
                String selectors = open.pop();
                rule(selectors, css.substring(from, i), always && open.isEmpty());
            } else if (c != ';' || !open.isEmpty()) {
                continue;
            }
            from = i + 1;
        }
        while (!open.isEmpty()) { // what the end of the sheet leaves open ends there
            String selectors = open.pop();
            rule(selectors, css.substring(from), always && open.isEmpty());
            from = css.length();
        }
    }

    /** @param always whether it stands in no other rule and under no condition */
    private void rule(String selectors, String declarations, boolean always) {
        List<HtmlSelector> understood = always ? HtmlSelector.of(selectors) : List.of();
        understood.forEach(selector -> rules.add(new Rule(selector, declarations)));
        if (understood.isEmpty()) {
            HtmlStyle.reverted(selectors, unclear); // a rule within a rule has declarations of the outer one before it
            HtmlStyle.reverted(declarations, unclear);
        }
    }
}
