package org.dupcheck.documents;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What styles.xml says that matters for text: which paragraphs are headings, and how text looks. Not thread-safe. */
final class WordStyles {
    /** So they are named within the file, whatever the language of the Word that wrote it. */
    private static final Pattern HEADING = Pattern.compile("heading ?([1-9])");

    /** Styles on a style, at most: chains that bite their tail end there. */
    private static final int MAX_CHAIN = 20;

    private final Map<String, Style> styles = new HashMap<>();
    private final Map<String, RunFormat> formats = new HashMap<>();
    private RunFormat defaults = RunFormat.NONE;
    private String defaultParagraph = "";

    private static final class Style {
        private String name;
        private String basedOn = "";
        private RunFormat run = RunFormat.NONE;
        private @Nullable WordColor shading;
        private int outline = -1;

        Style(String name) {
            this.name = name;
        }
    }

    static WordStyles none() {
        return new WordStyles();
    }

    static WordStyles read(XMLStreamReader reader) throws XMLStreamException {
        WordStyles styles = new WordStyles();
        WordXml.toRoot(reader);
        while (WordXml.nextChild(reader)) {
            switch (reader.getLocalName()) {
                case "docDefaults" -> styles.readDefaults(reader);
                case "style" -> styles.readStyle(reader);
                default -> WordXml.skip(reader);
            }
        }
        return styles;
    }

    private void readDefaults(XMLStreamReader reader) throws XMLStreamException {
        while (WordXml.nextChild(reader)) {
            if (reader.getLocalName().equals("rPrDefault")) {
                while (WordXml.nextChild(reader)) {
                    defaults = RunFormat.read(reader);
                }
            } else {
                WordXml.skip(reader);
            }
        }
    }

    private void readStyle(XMLStreamReader reader) throws XMLStreamException {
        String id = WordXml.attribute(reader, "styleId");
        String type = WordXml.attribute(reader, "type");
        String isDefault = WordXml.attribute(reader, "default");
        if (type.equals("paragraph") && !isDefault.isEmpty() && isOn(isDefault)) {
            defaultParagraph = id;
        }
        Style style = new Style(id);
        styles.put(id, style);
        while (WordXml.nextChild(reader)) {
            String value = WordXml.attribute(reader, "val");
            switch (reader.getLocalName()) {
                case "rPr" -> style.run = RunFormat.read(reader);
                case "pPr" -> readParagraph(reader, style);
                case "name" -> {
                    style.name = value;
                    WordXml.skip(reader);
                }
                case "basedOn" -> {
                    style.basedOn = value;
                    WordXml.skip(reader);
                }
                default -> WordXml.skip(reader); // says nothing about text
            }
        }
    }

    private static void readParagraph(XMLStreamReader reader, Style style) throws XMLStreamException {
        while (WordXml.nextChild(reader)) {
            switch (reader.getLocalName()) {
                case "outlineLvl" -> style.outline = level(WordXml.attribute(reader, "val"));
                case "shd" -> style.shading = WordColor.ofShading(reader);
                default -> {
                    // says nothing about text
                }
            }
            WordXml.skip(reader);
        }
    }

    /** A toggle without a value is on. */
    static boolean isOn(String value) {
        return !value.equals("false") && !value.equals("0") && !value.equals("off");
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

    /** What all text looks like where nothing else is said. */
    RunFormat defaults() {
        return defaults;
    }

    /** What the style and those that it rests on say of text. */
    RunFormat format(String styleId) {
        if (!styles.containsKey(styleId)) {
            return RunFormat.NONE;
        }
        RunFormat known = formats.get(styleId);
        if (known == null) {
            known = RunFormat.NONE;
            Style style = styles.get(styleId);
            for (int i = 0; style != null && i < MAX_CHAIN; i++) {
                known = known.over(style.run);
                style = styles.get(style.basedOn);
            }
            formats.put(styleId, known);
        }
        return known;
    }

    /** The same for a paragraph; one that names no style has the default one. */
    RunFormat paragraphFormat(String styleId) {
        return format(styles.containsKey(styleId) ? styleId : defaultParagraph);
    }

    /** What paragraphs of the style stand on; null where it is not said. */
    @Nullable
    WordColor shading(String styleId) {
        Style style = styles.get(styles.containsKey(styleId) ? styleId : defaultParagraph);
        for (int i = 0; style != null && i < MAX_CHAIN; i++) {
            if (style.shading != null) {
                return style.shading;
            }
            style = styles.get(style.basedOn);
        }
        return null;
    }
}
