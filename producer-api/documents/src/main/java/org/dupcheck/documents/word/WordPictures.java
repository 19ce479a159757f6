package org.dupcheck.documents.word;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * How large the pictures of a part are, in DrawingML ({@code blip}) and in VML ({@code imagedata}). Lengths in EMU,
 * 914,400 to the inch. Not thread-safe.
 */
final class WordPictures {
    /** Half of an A4 page in square EMU: a picture as large may be a page of text. */
    private static final double LARGE_EMU2 = 7_560_000.0 * 10_692_000.0 / 2;

    private static final Pattern WIDTH = length("width");
    private static final Pattern HEIGHT = length("height");
    private static final Pattern COORDINATES = Pattern.compile("\\s*([0-9]{1,9})\\s*,\\s*([0-9]{1,9})\\s*");

    private static final double PIXEL = 9_525;

    private double extent;
    private double shape;
    private Units units = new Units(PIXEL, PIXEL);

    /** What a number without a unit stands for: pixels, and within a group its own coordinates. */
    record Units(double x, double y) {}

    private static Pattern length(String property) {
        return Pattern.compile("(?:^|;)\\s*" + property
                + "\\s*:\\s*([0-9]{0,9}(?:\\.[0-9]{0,9})?)\\s*(pt|in|cm|mm|px|pc|)\\s*(?:;|$)");
    }

    /** Looks at the element the reader stands at; gives the units to go back to at its end. */
    Units enter(XMLStreamReader reader, WordUnread unread) {
        Units outer = units;
        switch (reader.getLocalName()) {
            case "extent" -> extent = extent(reader);
            case "ext" -> extent = Math.max(extent, extent(reader));
            case "blip" -> {
                tell(extent, unread);
                extent = 0;
            }
            case "group" -> group(reader);
            case "shape", "rect", "roundrect", "oval", "image" -> shape = shape(WordXml.attribute(reader, "style"));
            case "imagedata" -> tell(shape, unread);
            default -> {
                // no picture
            }
        }
        return outer;
    }

    private static void tell(double area, WordUnread unread) {
        if (area >= LARGE_EMU2) {
            unread.largePicture();
        }
    }

    private static double extent(XMLStreamReader reader) {
        return number(WordXml.attribute(reader, "cx")) * number(WordXml.attribute(reader, "cy"));
    }

    private double shape(String style) {
        return length(WIDTH.matcher(style), units.x) * length(HEIGHT.matcher(style), units.y);
    }

    private void group(XMLStreamReader reader) {
        String style = WordXml.attribute(reader, "style");
        Matcher size = COORDINATES.matcher(WordXml.attribute(reader, "coordsize"));
        double width = length(WIDTH.matcher(style), units.x);
        double height = length(HEIGHT.matcher(style), units.y);
        if (size.matches() && width > 0 && height > 0) {
            units = new Units(width / Math.max(1, number(size.group(1))), height / Math.max(1, number(size.group(2))));
        }
    }

    void leave(Units outer) {
        units = outer;
    }

    private static double length(Matcher length, double unit) {
        if (!length.find() || length.group(1).isEmpty() || length.group(1).equals(".")) {
            return 0;
        }
        return Double.parseDouble(length.group(1))
                * switch (length.group(2)) {
                    case "pt" -> 12_700;
                    case "in" -> 914_400;
                    case "cm" -> 360_000;
                    case "mm" -> 36_000;
                    case "pc" -> 152_400;
                    case "px" -> PIXEL;
                    default -> unit;
                };
    }

    private static double number(String text) {
        return text.matches("[0-9]{1,12}") ? Double.parseDouble(text) : 0;
    }
}
