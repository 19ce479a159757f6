package org.dupcheck.documents;

import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A colour of text, or of what text stands on, as far as the file says it. A theme's colours are not known, but for the
 * first background, which is white.
 */
record WordColor(Kind kind, int rgb) {
    /** Word chooses it by the background, so that it can be read. */
    static final WordColor AUTOMATIC = new WordColor(Kind.AUTOMATIC, 0);

    static final WordColor UNKNOWN = new WordColor(Kind.UNKNOWN, 0);

    /** Text without a fill. */
    static final WordColor TRANSPARENT = new WordColor(Kind.TRANSPARENT, 0);

    static final WordColor WHITE = rgb(0xFFFFFF);

    /** Contrast below which nobody sees text; white on 1.25 : 1 is a very light grey. WCAG asks for 4.5. */
    private static final double MIN_CONTRAST = 1.25;

    /** Share of transparency from which on nothing is left to see, in thousandths of a per cent. */
    private static final int MIN_TRANSPARENCY = 90_000;

    private static final Map<String, Integer> HIGHLIGHTS = Map.ofEntries(
            Map.entry("black", 0x000000),
            Map.entry("blue", 0x0000FF),
            Map.entry("cyan", 0x00FFFF),
            Map.entry("green", 0x00FF00),
            Map.entry("magenta", 0xFF00FF),
            Map.entry("red", 0xFF0000),
            Map.entry("yellow", 0xFFFF00),
            Map.entry("white", 0xFFFFFF),
            Map.entry("darkBlue", 0x000080),
            Map.entry("darkCyan", 0x008080),
            Map.entry("darkGreen", 0x008000),
            Map.entry("darkMagenta", 0x800080),
            Map.entry("darkRed", 0x800000),
            Map.entry("darkYellow", 0x808000),
            Map.entry("darkGray", 0x808080),
            Map.entry("lightGray", 0xC0C0C0));

    /** What is known of it. */
    enum Kind {
        RGB,
        AUTOMATIC,
        UNKNOWN,
        TRANSPARENT
    }

    static WordColor rgb(int rgb) {
        return new WordColor(Kind.RGB, rgb);
    }

    /** Of the element {@code color} that the reader stands at. The theme's colour is what Word shows, where both are said. */
    static WordColor ofText(XMLStreamReader reader) {
        String value = WordXml.attribute(reader, "val");
        String theme = WordXml.attribute(reader, "themeColor");
        if (isPaper(theme)) {
            return paper(WordXml.attribute(reader, "themeShade"));
        }
        if (isHex(value)) {
            return rgb(Integer.parseInt(value, 16));
        }
        return theme.isEmpty() ? AUTOMATIC : UNKNOWN;
    }

    /**
     * Of the element {@code textFill} that the reader stands at, read to its end; null where it does not say. Word's own
     * alpha says how transparent a colour is, 100,000 for wholly.
     */
    @Nullable
    static WordColor ofFill(XMLStreamReader reader) throws XMLStreamException {
        @Nullable WordColor color = null;
        for (int levels = 1; levels > 0; ) {
            int event = reader.next();
            levels += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
            if (event == XMLStreamConstants.START_ELEMENT) {
                String value = WordXml.attribute(reader, "val");
                color = switch (reader.getLocalName()) {
                    case "noFill" -> TRANSPARENT;
                    case "srgbClr" -> isHex(value) ? rgb(Integer.parseInt(value, 16)) : UNKNOWN;
                    case "schemeClr" -> value.matches("bg1|lt1") || isPaper(value) ? WHITE : UNKNOWN;
                    case "alpha" -> isInvisible(value) ? TRANSPARENT : color;
                    default -> color;
                };
            }
        }
        return color;
    }

    private static boolean isInvisible(String alpha) {
        return alpha.matches("[0-9]{1,6}") && Integer.parseInt(alpha) >= MIN_TRANSPARENCY;
    }

    /** Of the element {@code shd} that the reader stands at; null where it leaves the background as it is. */
    @Nullable
    static WordColor ofShading(XMLStreamReader reader) {
        String pattern = WordXml.attribute(reader, "val");
        String theme = WordXml.attribute(reader, "themeFill");
        String fill = WordXml.attribute(reader, "fill");
        @Nullable
        WordColor background = isPaper(theme)
                ? paper(WordXml.attribute(reader, "themeFillShade"))
                : !theme.isEmpty() ? UNKNOWN : isHex(fill) ? rgb(Integer.parseInt(fill, 16)) : null;
        if (pattern.isEmpty() || pattern.equals("clear")) {
            return background;
        }
        if (pattern.equals("nil")) {
            return null;
        }
        String color = WordXml.attribute(reader, "color");
        WordColor foreground = isHex(color) ? rgb(Integer.parseInt(color, 16)) : rgb(0);
        if (pattern.equals("solid")) {
            return foreground;
        }
        WordColor under = background == null ? WHITE : background;
        return pattern.matches("pct[0-9]{1,2}") && under.kind == Kind.RGB
                ? under.mixed(foreground, Integer.parseInt(pattern.substring(3)) / 100.0)
                : UNKNOWN;
    }

    /** Of a highlighter's name; null where it leaves the background as it is. */
    @Nullable
    static WordColor ofHighlight(String name) {
        Integer rgb = HIGHLIGHTS.get(name);
        return rgb != null ? rgb(rgb) : name.equals("none") || name.isEmpty() ? null : UNKNOWN;
    }

    private static boolean isHex(String value) {
        return value.matches("[0-9A-Fa-f]{6}");
    }

    private static boolean isPaper(String theme) {
        return theme.equals("background1") || theme.equals("light1");
    }

    /** White, as dark as the shade makes it: 00 is black. */
    private static WordColor paper(String shade) {
        return shade.matches("[0-9A-Fa-f]{2}") ? rgb(Integer.parseInt(shade, 16) * 0x010101) : WHITE;
    }

    private WordColor mixed(WordColor with, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int own = rgb >> shift & 0xFF;
            int other = with.rgb >> shift & 0xFF;
            mixed |= (int) Math.round(own + (other - own) * share) << shift;
        }
        return rgb(mixed);
    }

    /** Whether text of this colour on that background is seen by nobody. What is not known may be seen. */
    boolean isUnseenOn(WordColor background) {
        if (kind != Kind.RGB || background.kind != Kind.RGB) {
            return kind == Kind.TRANSPARENT;
        }
        double own = luminance();
        double other = background.luminance();
        return (Math.max(own, other) + 0.05) / (Math.min(own, other) + 0.05) < MIN_CONTRAST;
    }

    /** Relative luminance as WCAG 2 defines it, 0 to 1. */
    private double luminance() {
        return 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
