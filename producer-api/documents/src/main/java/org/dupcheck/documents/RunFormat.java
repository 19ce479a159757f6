package org.dupcheck.documents;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.Paragraph.Look;
import org.jspecify.annotations.Nullable;

/**
 * What a run of text, or a style, says of the looks of text. What is null it does not say.
 *
 * @param style the character style it names; empty where none
 * @param color of the text
 * @param background what the text stands on: a shading or a highlighter
 * @param size in half points
 * @param width in per cent of the font's own
 */
record RunFormat(
        String style,
        @Nullable Boolean hidden,
        @Nullable WordColor color,
        @Nullable WordColor background,
        @Nullable Integer size,
        @Nullable Integer width) {
    /** Of a run that says nothing. */
    static final RunFormat NONE = new RunFormat("", null, null, null, null, null);

    /** Half points of text that nobody can read, at most. */
    private static final int MAX_TINY_SIZE = 4;

    /** Per cent of its width to which text is pressed that nobody can read, at most. */
    private static final int MAX_TINY_WIDTH = 10;

    /** Reads the properties the reader stands in. */
    static RunFormat read(XMLStreamReader reader) throws XMLStreamException {
        String style = "";
        @Nullable Boolean hidden = null;
        @Nullable WordColor color = null;
        @Nullable WordColor fill = null;
        @Nullable WordColor shading = null;
        @Nullable WordColor highlight = null;
        @Nullable Integer size = null;
        @Nullable Integer width = null;
        while (WordXml.nextChild(reader)) {
            String value = WordXml.attribute(reader, "val");
            if (reader.getLocalName().equals("textFill")) {
                fill = WordColor.ofFill(reader);
                continue;
            }
            switch (reader.getLocalName()) {
                case "vanish" -> hidden = WordStyles.isOn(value);
                case "color" -> color = WordColor.ofText(reader);
                case "rStyle" -> style = value;
                case "shd" -> shading = WordColor.ofShading(reader);
                case "highlight" -> highlight = WordColor.ofHighlight(value);
                case "sz" -> size = number(value);
                case "w" -> width = number(value.replace("%", ""));
                default -> {
                    // nothing that hides text
                }
            }
            WordXml.skip(reader);
        }
        return new RunFormat(
                style, hidden, fill != null ? fill : color, highlight != null ? highlight : shading, size, width);
    }

    private static @Nullable Integer number(String value) {
        return value.matches("[0-9]{1,6}(\\.[0-9]{1,6})?") ? (int) Double.parseDouble(value) : null;
    }

    /** This, and where it does not say, what the other says. */
    RunFormat over(RunFormat other) {
        return new RunFormat(
                style,
                hidden != null ? hidden : other.hidden,
                color != null ? color : other.color,
                background != null ? background : other.background,
                size != null ? size : other.size,
                width != null ? width : other.width);
    }

    /**
     * How the run looks: by itself, else by its style, else by its paragraph's, else by the defaults.
     *
     * @param around the background of paragraph and cell; null where none is said
     */
    Look look(WordStyles styles, String paragraphStyle, @Nullable WordColor around) {
        RunFormat byStyle = styles.format(style);
        RunFormat byParagraph = styles.paragraphFormat(paragraphStyle);
        if (isHidden(byStyle.hidden, byParagraph.hidden, styles.defaults().hidden)) {
            return Look.HIDDEN;
        }
        RunFormat whole = over(byStyle).over(byParagraph).over(styles.defaults());
        WordColor paper = whole.background != null ? whole.background : around != null ? around : WordColor.WHITE;
        boolean unseen = (whole.color != null && whole.color.isUnseenOn(paper))
                || (whole.size != null && whole.size <= MAX_TINY_SIZE)
                || (whole.width != null && whole.width <= MAX_TINY_WIDTH);
        return unseen ? Look.WHITE : Look.PLAIN;
    }

    /** Of two styles that both hide, each turns the other back (ECMA-376 part 1, 17.7.3). */
    private boolean isHidden(@Nullable Boolean byStyle, @Nullable Boolean byParagraph, @Nullable Boolean byDefault) {
        if (hidden != null) {
            return hidden;
        }
        if (byStyle == null && byParagraph == null) {
            return Boolean.TRUE.equals(byDefault);
        }
        return Boolean.TRUE.equals(byStyle) != Boolean.TRUE.equals(byParagraph);
    }
}
