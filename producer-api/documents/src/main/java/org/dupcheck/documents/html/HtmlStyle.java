package org.dupcheck.documents.html;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The declarations of styles that hold for an element of HTML: of several for one property the last valid one wins, or the
 * last that is important. Immutable.
 */
final class HtmlStyle {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?(\\*/|$)", Pattern.DOTALL);

    /** May hold what parts declarations. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|(?i:url)\\([^)]*\\)");

    private static final Pattern IMPORTANT = Pattern.compile("\\s*!\\s*important$");

    private static final String LENGTH = "[+-]?([0-9]*\\.)?[0-9]+(e[+-]?[0-9]+)?[a-z]+|[+-]?0*\\.?0+|[0-9.]+%";

    /** What a browser takes; it passes over the rest. Other properties take anything. */
    private static final Map<String, Pattern> VALID = Map.of(
            "display",
            Pattern.compile(
                    "none|contents|(inline|block|flow|table|flex|grid|list|ruby|run-in|inherit|initial|unset|revert)\\S*"),
            "visibility",
            Pattern.compile("visible|hidden|collapse|inherit|initial|unset|revert"),
            "opacity",
            Pattern.compile("[+-]?([0-9]*\\.)?[0-9]+%?|inherit|initial|unset|revert"),
            "font-size",
            Pattern.compile(LENGTH + "|[a-z-]+|(calc|min|max|clamp|var)\\(.*\\)"));

    /** What any property may be. */
    private static final Pattern WIDE = Pattern.compile("inherit|initial|unset|revert");

    private static final Set<String> SIZES_OF_FONT = Set.of("px", "pt", "em", "rem", "%");

    private final Map<String, String> values = new HashMap<>();

    /** @param styles in the order in which they win */
    HtmlStyle(List<String> styles) {
        Map<String, String> important = new HashMap<>();
        styles.forEach(style -> declare(plain(style).toLowerCase(Locale.ROOT), important));
        values.putAll(important);
    }

    /** Without comments, and without what may hold signs that part declarations. */
    static String plain(String style) {
        return QUOTED.matcher(COMMENT.matcher(style).replaceAll(" ")).replaceAll("quoted");
    }

    /** Adds the same declarations with a value that hides nothing and says nothing of colours. */
    static void reverted(String style, StringBuilder to) {
        for (String declaration : style.split(";", -1)) {
            int colon = declaration.indexOf(':');
            if (colon >= 0) {
                boolean important = IMPORTANT.matcher(declaration.strip()).find();
                to.append(declaration, 0, colon).append(important ? ":revert !important;" : ":revert;");
            }
        }
    }

    private void declare(String style, Map<String, String> important) {
        for (String declaration : style.split(";", -1)) {
            int colon = declaration.indexOf(':');
            if (colon >= 0) {
                String value = declaration.substring(colon + 1).strip();
                String bare = IMPORTANT.matcher(value).replaceAll("");
                declare(
                        bare.equals(value) ? values : important,
                        declaration.substring(0, colon).strip(),
                        bare);
            }
        }
    }

    private static void declare(Map<String, String> values, String property, String value) {
        if (property.equals("font") && WIDE.matcher(value).matches()) {
            values.put("font-size", value);
        } else if (property.equals("font")) { // says the size, and more
            for (String part : value.split("[\\s/]+", -1)) {
                String unit = part.replaceAll("[0-9.]", "");
                if (SIZES_OF_FONT.contains(unit) || part.equals("0")) {
                    values.put("font-size", part);
                    return;
                }
            }
        } else if (property.equals("background")) {
            values.put("background-color", value);
        } else if (!VALID.containsKey(property)
                || VALID.get(property).matcher(value).matches()) {
            values.put(property, value);
        }
    }

    /** Of a property; empty where it is not declared. */
    String get(String property) {
        return values.getOrDefault(property, "");
    }

    /** Whether it declares that property to be nothing, in whatever unit. */
    boolean isZero(String property) {
        return get(property).matches("[+-]?0*\\.?0+([a-z]+|%)?");
    }
}
