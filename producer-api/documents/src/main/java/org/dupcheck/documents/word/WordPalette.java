package org.dupcheck.documents.word;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.reading.TextColor;
import org.dupcheck.documents.reading.TextColor.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The colours that a file may name: those of its theme, and what its elements mean by them. Without a theme the first
 * background is white and the first text is black, as in every theme of Word. Not thread-safe.
 */
final class WordPalette {
    private static final TextColor BLACK = TextColor.rgb(0);

    private static final String WORD = "http://schemas.microsoft.com/office/word/2010/wordml";

    /** Elements around colours that say nothing of a colour. */
    private static final Set<String> STRUCTURE = Set.of(
            "solidFill", "gradFill", "gsLst", "gs", "lin", "path", "fillToRect", "prstDash", "round", "bevel", "miter");

    /** In DrawingML 100 per cent are as many. */
    private static final double WHOLE = 100_000;

    /** Share of transparency from which on nothing is left to see. */
    private static final double MIN_TRANSPARENCY = 0.9;

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

    /** Names that WordprocessingML has for what DrawingML calls otherwise. */
    private static final Map<String, String> SHORT = Map.of(
            "background1", "bg1",
            "background2", "bg2",
            "text1", "tx1",
            "text2", "tx2",
            "light1", "lt1",
            "light2", "lt2",
            "dark1", "dk1",
            "dark2", "dk2",
            "hyperlink", "hlink",
            "followedHyperlink", "folHlink");

    private final Map<String, TextColor> theme = new HashMap<>(Map.of("lt1", TextColor.WHITE, "dk1", BLACK));
    private final Map<String, String> mapping =
            new HashMap<>(Map.of("bg1", "lt1", "tx1", "dk1", "bg2", "lt2", "tx2", "dk2"));

    /** Reads the theme's colours. */
    void readTheme(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("clrScheme")) {
                while (WordXml.nextChild(reader)) {
                    String slot = reader.getLocalName();
                    @Nullable TextColor color = ofFill(reader);
                    theme.put(slot, color == null ? TextColor.UNKNOWN : color);
                }
                return;
            }
        }
    }

    /** Reads from the settings which of the theme's colours is the background and which the text. */
    void readSettings(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("clrSchemeMapping")) {
                for (int i = 0; i < reader.getAttributeCount(); i++) {
                    String name = reader.getAttributeLocalName(i).replaceFirst("^t(?=[12]$)", "tx");
                    mapping.put(shortName(name), shortName(reader.getAttributeValue(i)));
                }
            }
        }
    }

    private static String shortName(String name) {
        return SHORT.getOrDefault(name, name);
    }

    private TextColor ofTheme(String name) {
        String slot = mapping.getOrDefault(shortName(name), shortName(name));
        return theme.getOrDefault(slot, TextColor.UNKNOWN);
    }

    private TextColor ofTheme(String name, String tint, String shade) {
        return ofTheme(name).mixed(BLACK, 1 - byteShare(shade)).mixed(TextColor.WHITE, 1 - byteShare(tint));
    }

    /** How much is left of a colour; all where it is not said. */
    private static double byteShare(String hex) {
        return hex.matches("[0-9A-Fa-f]{2}") ? Integer.parseInt(hex, 16) / 255.0 : 1;
    }

    /** Of the element {@code color} that the reader stands at. The theme's colour is what Word shows, where both are said. */
    TextColor ofText(XMLStreamReader reader) {
        @Nullable TextColor color = named(reader, "val", "themeColor");
        return color == null ? TextColor.AUTOMATIC : color;
    }

    /** Of an element with a colour in one attribute or one of the theme in another; null where it has none. */
    @Nullable
    TextColor named(XMLStreamReader reader, String value, String themed) {
        String name = WordXml.attribute(reader, themed);
        if (!name.isEmpty() && !name.equals("none")) {
            String change = themed.replace("Color", "");
            return ofTheme(
                    name, WordXml.attribute(reader, change + "Tint"), WordXml.attribute(reader, change + "Shade"));
        }
        return TextColor.ofHex(WordXml.attribute(reader, value));
    }

    /**
     * Of the element of DrawingML that the reader stands at, read to its end; null where it does not say. Several different
     * colours, as of a gradient, are none that is known.
     */
    @Nullable
    TextColor ofFill(XMLStreamReader reader) throws XMLStreamException {
        List<TextColor> colors = new ArrayList<>();
        WordXml.Within within = new WordXml.Within(reader);
        while (within.next()) {
            String name = reader.getLocalName();
            if (name.equals("noFill") || name.endsWith("Clr")) {
                colors.add(ofElement(reader));
            } else if (!colors.isEmpty()) {
                colors.add(changed(colors.remove(colors.size() - 1), reader));
            }
        }
        List<TextColor> different = colors.stream().distinct().toList();
        return different.isEmpty() ? null : different.size() == 1 ? different.get(0) : TextColor.UNKNOWN;
    }

    /** The colour as the element makes it that the reader stands at. What is not known of it may be seen. */
    private static TextColor changed(TextColor color, XMLStreamReader reader) {
        String name = reader.getLocalName();
        if (STRUCTURE.contains(name)) {
            return color;
        }
        String value = WordXml.attribute(reader, "val");
        double share = value.matches("[0-9]{1,6}") ? Integer.parseInt(value) / WHOLE : -1;
        return switch (share < 0 ? "" : name) {
            case "lumMod", "shade" -> color.mixed(BLACK, 1 - Math.min(1, share));
            case "tint" -> color.mixed(TextColor.WHITE, 1 - Math.min(1, share));
            case "lumOff" -> color.lighter(share);
            case "alpha" -> ofAlpha(color, share, WORD.equals(reader.getNamespaceURI()));
            default -> TextColor.UNKNOWN;
        };
    }

    /** Word's own alpha says how transparent a colour is, that of DrawingML how opaque. */
    private static TextColor ofAlpha(TextColor color, double alpha, boolean words) {
        double transparency = words ? alpha : 1 - alpha;
        return transparency >= MIN_TRANSPARENCY
                ? TextColor.TRANSPARENT
                : words || transparency <= 0 ? color : TextColor.UNKNOWN;
    }

    private TextColor ofElement(XMLStreamReader reader) {
        String value = WordXml.attribute(reader, "val");
        @Nullable
        TextColor color = switch (reader.getLocalName()) {
            case "noFill" -> TextColor.TRANSPARENT;
            case "srgbClr" -> TextColor.ofHex(value);
            case "sysClr" -> TextColor.ofHex(WordXml.attribute(reader, "lastClr"));
            case "schemeClr" -> ofTheme(value);
            default -> null;
        };
        return color == null ? TextColor.UNKNOWN : color;
    }

    /** Of the element {@code shd} that the reader stands at; null where it leaves the background as it is. */
    @Nullable
    TextColor ofShading(XMLStreamReader reader) {
        String pattern = WordXml.attribute(reader, "val");
        @Nullable TextColor background = named(reader, "fill", "themeFill");
        if (pattern.isEmpty() || pattern.equals("clear")) {
            return background;
        }
        if (pattern.equals("nil")) {
            return null;
        }
        @Nullable TextColor said = named(reader, "color", "themeColor");
        TextColor foreground = said == null ? BLACK : said;
        if (pattern.equals("solid")) {
            return foreground;
        }
        TextColor under = background == null ? TextColor.WHITE : background;
        return pattern.matches("pct[0-9]{1,2}") && foreground.kind() == Kind.RGB
                ? under.mixed(foreground, Integer.parseInt(pattern.substring(3)) / 100.0)
                : TextColor.UNKNOWN;
    }

    /** Of a highlighter's name; null where it leaves the background as it is. */
    @Nullable
    static TextColor ofHighlight(String name) {
        Integer rgb = HIGHLIGHTS.get(name);
        return rgb != null ? TextColor.rgb(rgb) : name.equals("none") || name.isEmpty() ? null : TextColor.UNKNOWN;
    }
}
