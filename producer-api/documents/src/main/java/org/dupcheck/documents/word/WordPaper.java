package org.dupcheck.documents.word;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.reading.TextColor;
import org.jspecify.annotations.Nullable;

/**
 * What text stands on at a place of a part: the page, or the table, cell or box around it. Where anything says that it may
 * be another paper than a white one, and not clearly which, it is not known. Not thread-safe.
 */
final class WordPaper {
    /** Elements in which a paper lies. */
    private static final Set<String> SHEETS = Set.of(
            "tbl",
            "tr",
            "tc",
            "inline",
            "anchor",
            "wsp",
            "wgp",
            "grpSp",
            "wpc",
            "sp",
            "pict",
            "object",
            "group",
            "shape",
            "rect",
            "roundrect",
            "oval");

    /** Elements in which a fill is that of the shape, and not of its line or its text. */
    private static final Set<String> SHAPE_PROPERTIES = Set.of("spPr", "grpSpPr", "bg");

    private static final Pattern VML_COLOR =
            Pattern.compile("\\s*#?(white|[0-9a-fA-F]{6}|[fF]{3})\\s*(\\[[^\\]]*\\])?\\s*");

    private final WordStyles styles;
    private State state = new State(null, "", false, false);

    WordPaper(WordStyles styles) {
        this.styles = styles;
    }

    /**
     * @param color null where nothing is said: a white page
     * @param filled whether the shape says itself how it is filled
     */
    record State(@Nullable TextColor color, String tableStyle, boolean filled, boolean inProperties) {
        State on(@Nullable TextColor paper) {
            return new State(paper == null ? color : paper, tableStyle, true, inProperties);
        }

        State properties(boolean in) {
            return new State(color, tableStyle, filled, in);
        }
    }

    @Nullable
    TextColor color() {
        return state.color;
    }

    /** The style of the table around; empty where there is none. */
    String tableStyle() {
        return state.tableStyle;
    }

    /** Looks at the element the reader stands at; gives the state to go back to at its end. */
    State enter(XMLStreamReader reader) {
        State outer = state;
        String name = reader.getLocalName();
        if (name.equals("tbl")) {
            state = new State(state.color, "", false, false);
        } else if (SHEETS.contains(name)) {
            @Nullable TextColor own = vml(reader, "fillcolor", "filled");
            state = new State(own == null ? state.color : own, state.tableStyle, false, false);
        } else if (SHAPE_PROPERTIES.contains(name)) {
            state = state.properties(true);
        } else if (state.inProperties && (name.equals("blipFill") || name.equals("grpFill"))) {
            state = state.on(TextColor.UNKNOWN);
        } else if (name.equals("background")) {
            @Nullable TextColor page = styles.palette().named(reader, "color", "themeColor");
            state = state.on(whiteOrUnknown(page)).on(whiteOrUnknown(vml(reader, "fillcolor", "filled")));
        }
        return outer;
    }

    void leave(String name, State outer) {
        if (SHEETS.contains(name)) {
            state = outer;
        } else if (SHAPE_PROPERTIES.contains(name)) {
            state = state.properties(outer.inProperties);
        }
    }

    /** Reads a property that says what the text stands on, to its end; false where the element is none. */
    boolean reads(XMLStreamReader reader) throws XMLStreamException {
        switch (reader.getLocalName()) {
            case "shd" -> state = state.on(styles.palette().ofShading(reader));
            case "tblStyle" -> {
                String style = WordXml.attribute(reader, "val");
                @Nullable TextColor paper = styles.shadesTables(style) ? TextColor.UNKNOWN : state.color;
                state = new State(paper, style, false, false);
            }
            case "fill" -> fill(reader);
            case "fillRef" -> {
                boolean fills =
                        !state.filled && !WordXml.attribute(reader, "idx").matches("0?");
                state = fills ? state.on(TextColor.UNKNOWN) : state;
            }
            case "solidFill", "gradFill", "pattFill" -> {
                if (!state.inProperties) {
                    return false;
                }
                state = state.on(seen(styles.palette().ofFill(reader)));
                return true;
            }
            case "noFill" -> state = state.inProperties ? state.on(null) : state;
            case "ln" -> {
                // the line around a shape holds no text, and its colour is not that of the paper
            }
            default -> {
                return false;
            }
        }
        WordXml.skip(reader);
        return true;
    }

    /** Of a shape in VML: a picture, a pattern or a gradient is not known, nor is what shines through. */
    private void fill(XMLStreamReader reader) {
        boolean plain = WordXml.attribute(reader, "type").matches("|solid")
                && WordXml.attribute(reader, "opacity").isEmpty();
        state = state.on(plain ? vml(reader, "color", "on") : TextColor.UNKNOWN);
    }

    /** A fill that is not there leaves the paper as it is. */
    private static @Nullable TextColor seen(@Nullable TextColor fill) {
        return TextColor.TRANSPARENT.equals(fill) ? null : fill;
    }

    /** Only a setting says whether a page shows its background, so that a dark one may be white as well. */
    private static @Nullable TextColor whiteOrUnknown(@Nullable TextColor page) {
        return page == null || page.equals(TextColor.WHITE) ? page : TextColor.UNKNOWN;
    }

    private static @Nullable TextColor vml(XMLStreamReader reader, String attribute, String isOn) {
        String value = WordXml.attribute(reader, attribute);
        if (value.isEmpty() || WordXml.attribute(reader, isOn).matches("f|false")) {
            return null;
        }
        Matcher color = VML_COLOR.matcher(value);
        return !color.matches()
                ? TextColor.UNKNOWN
                : color.group(1).length() == 6 ? TextColor.ofHex(color.group(1)) : TextColor.WHITE;
    }
}
