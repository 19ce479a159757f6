package org.dupcheck.documents;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.documents.Paragraph.Look;
import org.jsoup.nodes.Element;

/** How an element of HTML says that what it holds looks. Stateless. */
final class HtmlLook {
    private static final Pattern HIDING = Pattern.compile(
            "(display\\s*:\\s*none|visibility\\s*:\\s*hidden|(?<![-\\w])opacity\\s*:\\s*0*\\.?0+%?\\s*(;|!|$))");

    private static final Pattern FONT_SIZE =
            Pattern.compile("(?<![-\\w])font-size\\s*:\\s*([0-9]*\\.?[0-9]+)\\s*(px|pt|em|rem|%|)");

    private static final Pattern WHITE = Pattern.compile(
            "(?<![-\\w])color\\s*:\\s*(white|#fff|#ffffff|rgba?\\(\\s*255\\s*[, ]\\s*255\\s*[, ]\\s*255\\b[^)]*\\))\\s*(;|!|$)");

    /** A background that is said and is not white. */
    private static final Pattern DARK = Pattern.compile(
            "(?<![-\\w])background(-color)?\\s*:\\s*(?!white|#fff\\b|#ffffff|transparent|none|inherit|initial|rgba?\\(\\s*255)");

    private static final Set<String> WHITES = Set.of("white", "#fff", "#ffffff", "ffffff");

    /** The reading of a ruby and its brackets. */
    private static final Set<String> READINGS = Set.of("rt", "rp", "rtc");

    /** Size below which nobody can read it, in pixels. */
    private static final double MIN_SIZE = 2;

    private HtmlLook() {}

    /** Whether it is no text, and nothing to tell of: of a ruby the base counts. */
    static boolean isReading(Element element) {
        return READINGS.contains(element.normalName());
    }

    /** How it makes what it holds look; plain where it says nothing of that. */
    static Look of(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT);
        boolean hidden = element.hasAttr("hidden")
                || element.normalName().equals("template")
                || HIDING.matcher(style).find()
                || isTiny(style);
        if (hidden) {
            return Look.HIDDEN;
        }
        if (DARK.matcher(style).find()) {
            return Look.PLAIN;
        }
        boolean white = WHITE.matcher(style).find()
                || (element.normalName().equals("font")
                        && WHITES.contains(element.attr("color").strip().toLowerCase(Locale.ROOT)));
        return white ? Look.WHITE : Look.PLAIN;
    }

    private static boolean isTiny(String style) {
        Matcher size = FONT_SIZE.matcher(style);
        if (!size.find()) {
            return false;
        }
        double pixels = Double.parseDouble(size.group(1))
                * switch (size.group(2)) {
                    case "pt" -> 4.0 / 3;
                    case "em", "rem" -> 16;
                    case "%" -> 0.16;
                    default -> 1;
                };
        return pixels < MIN_SIZE;
    }

    /** Whether it turns the direction of writing around, whatever the letters. */
    static boolean isReversed(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
        return (element.normalName().equals("bdo") && element.attr("dir").equalsIgnoreCase("rtl"))
                || (style.contains("unicode-bidi:bidi-override") && style.contains("direction:rtl"));
    }
}
