package org.dupcheck.documents.word;

import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * Whether a drawing stands in the line, like a letter, in DrawingML and in VML. Those of a group have places of their own
 * in it. Not thread-safe.
 */
final class WordShapes {
    private static final Pattern FLOATING = Pattern.compile("(?:^|;)\\s*position\\s*:\\s*(?:absolute|relative)");

    private boolean inLine;

    /** Looks at the element the reader stands at; gives what to go back to at its end. */
    boolean enter(XMLStreamReader reader) {
        boolean outer = inLine;
        switch (reader.getLocalName()) {
            case "inline", "pict", "object" -> inLine = true;
            case "anchor", "group", "wgp", "wpc", "lockedCanvas" -> inLine = false;
            case "shape", "rect", "roundrect", "oval" ->
                inLine &= !FLOATING.matcher(WordXml.attribute(reader, "style")).find();
            default -> {
                // no drawing
            }
        }
        return outer;
    }

    void leave(boolean outer) {
        inLine = outer;
    }

    /** Whether what stands here stands in the line. */
    boolean inLine() {
        return inLine;
    }
}
