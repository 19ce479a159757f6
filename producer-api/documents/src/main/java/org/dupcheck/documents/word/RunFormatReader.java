package org.dupcheck.documents.word;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.reading.TextColor;
import org.jspecify.annotations.Nullable;

/** Reads what one element {@code rPr} says of the looks of text. Used once. */
final class RunFormatReader {
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)(mm|cm|in|pt|pc|pi)?");

    private final WordPalette palette;
    private String style = "";
    private @Nullable Boolean hidden;
    private @Nullable TextColor color;
    private @Nullable TextColor fill;
    private @Nullable TextColor edge;
    private @Nullable TextColor shading;
    private @Nullable TextColor highlight;
    private @Nullable Double size;
    private @Nullable Double complexSize;
    private @Nullable Boolean complex;
    private @Nullable Double width;

    private RunFormatReader(WordPalette palette) {
        this.palette = palette;
    }

    /** Reads the properties the reader stands in. What no Word knows says nothing. */
    static RunFormat read(XMLStreamReader reader, WordPalette palette) throws XMLStreamException {
        RunFormatReader properties = new RunFormatReader(palette);
        while (WordXml.nextChild(reader)) {
            @Nullable String namespace = reader.getNamespaceURI();
            if (namespace != null && !WordNamespaces.isKnown(namespace)) {
                WordXml.skip(reader);
            } else if (!properties.drawn(reader)) {
                properties.plain(reader.getLocalName(), WordXml.attribute(reader, "val"), reader);
                WordXml.skip(reader);
            }
        }
        return properties.format();
    }

    /** What has colours of its own within; read to its end. */
    private boolean drawn(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        boolean on = WordStyles.isOn(WordXml.attribute(reader, "val"));
        switch (name) {
            case "textFill" -> fill = palette.ofFill(reader);
            case "textOutline", "glow" -> edge(palette.ofFill(reader));
            case "shadow", "emboss", "imprint" -> {
                @Nullable TextColor said = palette.ofFill(reader);
                edge(said == null && on ? TextColor.UNKNOWN : said);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Of several edges one that has a colour is what is seen. */
    private void edge(@Nullable TextColor of) {
        edge = edge == null || edge.equals(TextColor.TRANSPARENT) ? of : edge;
    }

    private void plain(String name, String value, XMLStreamReader reader) {
        switch (name) {
            case "vanish" -> hidden = WordStyles.isOn(value);
            case "color" -> color = palette.ofText(reader);
            case "rStyle" -> style = value;
            case "shd" -> shading = palette.ofShading(reader);
            case "highlight" -> highlight = WordPalette.ofHighlight(value);
            case "sz" -> size = halfPoints(value);
            case "szCs" -> complexSize = halfPoints(value);
            case "cs", "rtl" -> complex = WordStyles.isOn(value) || Boolean.TRUE.equals(complex);
            case "w" -> width = halfPoints(value.replace("%", ""));
            default -> {
                // nothing that hides text
            }
        }
    }

    private RunFormat format() {
        return new RunFormat(
                style,
                hidden,
                fill != null ? fill : color,
                edge,
                highlight != null ? highlight : shading,
                size,
                complexSize,
                complex,
                width);
    }

    /** A number is one of half points, unless it has a unit. */
    private static @Nullable Double halfPoints(String value) {
        Matcher length = LENGTH.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (!length.matches()) {
            return null;
        }
        @Nullable String unit = length.group(2);
        double number = Double.parseDouble(length.group(1));
        return number
                * switch (unit == null ? "" : unit) {
                    case "pt" -> 2;
                    case "pc", "pi" -> 24;
                    case "in" -> 144;
                    case "cm" -> 144 / 2.54;
                    case "mm" -> 144 / 25.4;
                    default -> 1;
                };
    }
}
