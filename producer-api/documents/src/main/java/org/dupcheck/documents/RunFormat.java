package org.dupcheck.documents;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.Paragraph.Look;
import org.jspecify.annotations.Nullable;

/**
 * What a run of text says of its own looks.
 *
 * @param style the character style it names; empty where none
 * @param hidden null where it does not say
 * @param white null where it does not say its colour
 * @param shaded whether its background is darker than the paper
 */
record RunFormat(
        String style, @Nullable Boolean hidden, @Nullable Boolean white, boolean shaded) {
    /** Of a run that says nothing. */
    static final RunFormat NONE = new RunFormat("", null, null, false);

    /** Reads the properties the reader stands in. */
    static RunFormat read(XMLStreamReader reader) throws XMLStreamException {
        String style = "";
        @Nullable Boolean hidden = null;
        @Nullable Boolean white = null;
        boolean shaded = false;
        while (WordXml.nextChild(reader)) {
            String value = WordXml.attribute(reader, "val");
            switch (reader.getLocalName()) {
                case "vanish" -> hidden = WordStyles.isOn(value);
                case "color" -> white = WordStyles.isWhite(value);
                case "rStyle" -> style = value;
                case "shd" -> shaded |= WordXml.isShaded(reader);
                case "highlight" -> shaded |= !value.equals("none") && !value.equals("white");
                default -> {
                    // looks only
                }
            }
            WordXml.skip(reader);
        }
        return new RunFormat(style, hidden, white, shaded);
    }

    /** How the run looks: by itself, else by its style, else by its paragraph's. */
    Look look(WordStyles styles, String paragraphStyle, boolean shadedAround) {
        if (isTrue(hidden, styles.hidden(style), styles.hidden(paragraphStyle))) {
            return Look.HIDDEN;
        }
        boolean isWhite = isTrue(white, styles.white(style), styles.white(paragraphStyle));
        return isWhite && !shaded && !shadedAround ? Look.WHITE : Look.PLAIN;
    }

    /** What the first of them says that says anything. */
    private static boolean isTrue(@Nullable Boolean own, @Nullable Boolean byStyle, @Nullable Boolean byParagraph) {
        Boolean first = own != null ? own : byStyle != null ? byStyle : byParagraph;
        return first != null && first;
    }
}
