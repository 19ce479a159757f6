package org.dupcheck.documents.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What a rule of a style sheet holds for: elements of a kind, of some classes, of an id. Immutable. */
record HtmlSelector(String kind, List<String> classes, List<String> ids) {
    private static final String NAME = "-?[a-zA-Z_\\x{80}-\\x{10FFFF}][\\w\\x{80}-\\x{10FFFF}-]*";

    private static final Pattern WHOLE = Pattern.compile("(?=.)(\\*|" + NAME + ")?([.#]" + NAME + ")*");

    private static final Pattern PART = Pattern.compile("([.#])(" + NAME + ")");

    /** All of a list, parted by commas. Empty where one of them is not understood: it may be wrong, and then none holds. */
    static List<HtmlSelector> of(String list) {
        List<HtmlSelector> selectors = new ArrayList<>();
        for (String selector : list.split(",", -1)) {
            Matcher whole = WHOLE.matcher(selector.strip());
            if (!whole.matches()) {
                return List.of();
            }
            String kind = whole.group(1) == null ? "*" : whole.group(1);
            List<String> classes = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            Matcher parts = PART.matcher(selector);
            while (parts.find()) {
                (parts.group(1).equals(".") ? classes : ids).add(parts.group(2));
            }
            selectors.add(new HtmlSelector(kind, classes, ids));
        }
        return selectors;
    }

    boolean matches(Element element) {
        return (kind.equals("*") || kind.equalsIgnoreCase(element.normalName()))
                && element.classNames().containsAll(classes)
                && ids.stream().allMatch(element.id()::equals);
    }

    /** Of two rules the heavier one wins: by its ids, then its classes, then whether it names a kind (CSS Cascade 4, 6). */
    int weight() {
        return (ids.size() * 1_000 + classes.size()) * 2 + (kind.equals("*") ? 0 : 1);
    }
}
