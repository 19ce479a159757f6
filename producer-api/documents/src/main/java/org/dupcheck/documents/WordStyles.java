package org.dupcheck.documents;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What styles.xml says that matters for text: which paragraphs are headings, and which text is hidden or white. */
final class WordStyles {
    /** So they are named within the file, whatever the language of the Word that wrote it. */
    private static final Pattern HEADING = Pattern.compile("heading ?([1-9])");

    /** Styles on a style, at most: chains that bite their tail end there. */
    private static final int MAX_CHAIN = 20;

    private final Map<String, Style> styles = new HashMap<>();

    private static final class Style {
        private String name = "";
        private String basedOn = "";
        private @Nullable Boolean hidden;
        private @Nullable Boolean white;
        private int outline = -1;
    }

    static WordStyles none() {
        return new WordStyles();
    }

    static WordStyles read(XMLStreamReader reader) throws XMLStreamException {
        WordStyles styles = new WordStyles();
        Style current = new Style();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamReader.START_ELEMENT) {
                String value = WordXml.attribute(reader, "val");
                switch (reader.getLocalName()) {
                    case "style" -> {
                        current = new Style();
                        String id = WordXml.attribute(reader, "styleId");
                        styles.styles.put(id, current);
                        current.name = id;
                    }
                    case "name" -> current.name = value;
                    case "basedOn" -> current.basedOn = value;
                    case "vanish" -> current.hidden = isOn(value);
                    case "color" -> current.white = isWhite(value);
                    case "outlineLvl" -> current.outline = level(value);
                    default -> {
                        // says nothing about text
                    }
                }
            }
        }
        return styles;
    }

    /** A toggle without a value is on. */
    static boolean isOn(String value) {
        return !value.equals("false") && !value.equals("0") && !value.equals("off");
    }

    static boolean isWhite(String color) {
        return color.equalsIgnoreCase("FFFFFF");
    }

    /** 1 for the highest; 0 for text. Word counts from 0, and 9 is text. */
    static int level(String outline) {
        return outline.matches("[0-8]") ? outline.charAt(0) - '0' + 1 : 0;
    }

    boolean isTitle(String styleId) {
        return lowerName(styleId).equals("title");
    }

    /** The level of a heading, 1 for the highest; 0 where the style is none of a heading. */
    int headingLevel(String styleId) {
        Matcher heading = HEADING.matcher(lowerName(styleId));
        if (heading.matches()) {
            return Integer.parseInt(heading.group(1));
        }
        Style style = styles.get(styleId);
        for (int i = 0; style != null && i < MAX_CHAIN; i++) {
            if (style.outline >= 0) {
                return style.outline;
            }
            style = styles.get(style.basedOn);
        }
        return 0;
    }

    private String lowerName(String styleId) {
        Style style = styles.get(styleId);
        return (style == null ? styleId : style.name).toLowerCase(Locale.ROOT);
    }

    /** Whether text of the style is hidden; null where neither it nor those it rests on say so. */
    @Nullable
    Boolean hidden(String styleId) {
        Style style = styles.get(styleId);
        for (int i = 0; style != null && i < MAX_CHAIN; i++) {
            if (style.hidden != null) {
                return style.hidden;
            }
            style = styles.get(style.basedOn);
        }
        return null;
    }

    /** Whether text of the style is white; null where nothing says its colour. */
    @Nullable
    Boolean white(String styleId) {
        Style style = styles.get(styleId);
        for (int i = 0; style != null && i < MAX_CHAIN; i++) {
            if (style.white != null) {
                return style.white;
            }
            style = styles.get(style.basedOn);
        }
        return null;
    }
}
