package org.dupcheck.documents.html;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.documents.reading.Look;
import org.dupcheck.documents.reading.TextColor;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * How what an element of HTML holds looks, by its own style and by that of what it stands in. Immutable.
 *
 * @param gone whether it is not drawn, whatever the elements within it say
 * @param invisible whether it is not drawn, unless they say otherwise
 * @param size of its letters in pixels
 * @param color of its letters
 * @param background what they stand on
 * @param reversed whether the direction of writing is turned around, whatever the letters
 * @param reading whether it is no text, and nothing to tell of: of a ruby the base counts, where there is one
 */
record HtmlLook(
        boolean gone,
        boolean invisible,
        double size,
        TextColor color,
        TextColor background,
        boolean reversed,
        boolean reading) {
    /** Before anything is said. */
    static final HtmlLook PAGE = new HtmlLook(false, false, 16, TextColor.rgb(0), TextColor.WHITE, false, false);

    private static final Pattern SIZE =
            Pattern.compile("([0-9]*\\.?[0-9]+(?:e[+-]?[0-9]{1,3})?)(px|pt|pc|in|cm|mm|em|rem|%|)");

    /** The reading of a ruby and its brackets. */
    private static final Set<String> READINGS = Set.of("rt", "rp", "rtc");

    /** Size below which nobody can read it, in pixels. */
    private static final double MIN_SIZE = 2;

    /** How an element within it makes what it holds look. */
    HtmlLook within(Element element, HtmlStyle style) {
        String visibility = style.get("visibility");
        boolean font = element.normalName().equals("font");
        TextColor ownColor = HtmlColor.of(style.get("color"));
        TextColor ownBackground = HtmlColor.of(style.get("background-color"));
        return new HtmlLook(
                gone || isGone(element, style),
                visibility.matches("|inherit|unset") ? invisible : visibility.matches("hidden|collapse"),
                size(style.get("font-size")),
                or(ownColor, or(font ? HtmlColor.of(element.attr("color")) : null, color)),
                or(behind(ownBackground), or(behind(HtmlColor.of(element.attr("bgcolor"))), background)),
                reversed || isReversed(element, style),
                reading || isReading(element));
    }

    private static TextColor or(@Nullable TextColor said, TextColor otherwise) {
        return said == null ? otherwise : said;
    }

    /** What one can look through leaves the background as it is. */
    private static @Nullable TextColor behind(@Nullable TextColor background) {
        return TextColor.TRANSPARENT.equals(background) ? null : background;
    }

    private static boolean isGone(Element element, HtmlStyle style) {
        String display = style.get("display");
        boolean closed = style.get("overflow").matches("(hidden|clip)\\b.*")
                && (element.isBlock() || display.matches("block|inline-block"))
                && (style.isZero("width")
                        || style.isZero("height")
                        || style.isZero("max-width")
                        || style.isZero("max-height"));
        return (display.isEmpty() ? element.hasAttr("hidden") : display.equals("none"))
                || element.normalName().equals("template")
                || style.isZero("opacity")
                || style.get("opacity").startsWith("-")
                || closed;
    }

    private double size(String said) {
        Matcher matcher = SIZE.matcher(said);
        if (!matcher.matches()) {
            return said.isEmpty() || said.equals("inherit") ? size : PAGE.size; // a word for a size that can be read
        }
        return Double.parseDouble(matcher.group(1))
                * switch (matcher.group(2)) {
                    case "pt" -> 4.0 / 3;
                    case "in" -> 96;
                    case "cm" -> 96 / 2.54;
                    case "mm" -> 96 / 25.4;
                    case "em" -> size;
                    case "rem", "pc" -> PAGE.size;
                    case "%" -> size / 100;
                    default -> 1;
                };
    }

    /** What is to be made of text that looks so. */
    Look look() {
        boolean hidden = gone || invisible || size < MIN_SIZE;
        return hidden ? Look.HIDDEN : color.isUnseenOn(background) ? Look.WHITE : Look.PLAIN;
    }

    private static boolean isReading(Element element) {
        return READINGS.contains(element.normalName()) && hasBase(element);
    }

    /** The base stands before its readings. */
    private static boolean hasBase(Element reading) {
        for (Node node = reading.previousSibling(); node != null; node = node.previousSibling()) {
            boolean other = node instanceof Element sibling && READINGS.contains(sibling.normalName());
            boolean blank = node instanceof Element element
                    ? element.wholeText().isBlank()
                    : !(node instanceof TextNode text) || text.isBlank();
            if (!other && !blank) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReversed(Element element, HtmlStyle style) {
        return (element.normalName().equals("bdo")
                        && element.attr("dir").toLowerCase(Locale.ROOT).equals("rtl"))
                || (style.get("unicode-bidi").equals("bidi-override")
                        && style.get("direction").equals("rtl"));
    }
}
