package org.dupcheck.documents.word;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.reading.TextColor;
import org.jspecify.annotations.Nullable;

/** What styles.xml says that matters for text: which paragraphs are headings, and how text looks. Not thread-safe. */
final class WordStyles {
    /** So they are named within the file, whatever the language of the Word that wrote it. */
    private static final Pattern HEADING = Pattern.compile("heading ?([1-9])");

    /** Styles on a style, at most: chains that bite their tail end there. */
    private static final int MAX_CHAIN = 20;

    private static final String PARAGRAPH = "paragraph";
    private static final String CHARACTER = "character";
    private static final String TABLE = "table";

    private final WordPalette palette;
    private final Map<String, Style> styles = new HashMap<>();
    private final Map<String, RunFormat> formats = new HashMap<>();
    private RunFormat defaults = RunFormat.NONE;
    private String defaultParagraph = "";

    private static final class Style {
        private final String type;
        private String name;
        private String basedOn = "";
        private RunFormat run = RunFormat.NONE;
        private @Nullable TextColor shading;
        private int outline = -1;

        /** Whether it gives text, or a part of a table, another background than a white one. */
        private boolean shades;

        Style(String name, String type) {
            this.name = name;
            this.type = type;
        }
    }

    private WordStyles(WordPalette palette) {
        this.palette = palette;
    }

    static WordStyles none(WordPalette palette) {
        return new WordStyles(palette);
    }

    static WordStyles read(XMLStreamReader reader, WordPalette palette) throws XMLStreamException {
        WordStyles styles = new WordStyles(palette);
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
                    defaults = RunFormatReader.read(reader, palette);
                }
            } else {
                WordXml.skip(reader);
            }
        }
    }

    private void readStyle(XMLStreamReader reader) throws XMLStreamException {
        String id = WordXml.attribute(reader, "styleId");
        String said = WordXml.attribute(reader, "type");
        String type = said.isEmpty() ? PARAGRAPH : said;
        String isDefault = WordXml.attribute(reader, "default");
        if (type.equals(PARAGRAPH) && !isDefault.isEmpty() && isOn(isDefault)) {
            defaultParagraph = id;
        }
        Style style = new Style(id, type);
        styles.put(id, style);
        while (WordXml.nextChild(reader)) {
            String value = WordXml.attribute(reader, "val");
            switch (reader.getLocalName()) {
                case "rPr" -> style.run = RunFormatReader.read(reader, palette);
                case "pPr" -> readParagraph(reader, style);
                case "tblPr", "trPr", "tcPr", "tblStylePr" -> style.shades |= hasShading(reader);
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

    private boolean hasShading(XMLStreamReader reader) throws XMLStreamException {
        boolean shades = false;
        WordXml.Within within = new WordXml.Within(reader);
        while (within.next()) {
            if (reader.getLocalName().equals("shd")) {
                @Nullable TextColor shading = palette.ofShading(reader);
                shades |= shading != null && !shading.equals(TextColor.WHITE);
            }
        }
        return shades;
    }

    private void readParagraph(XMLStreamReader reader, Style style) throws XMLStreamException {
        while (WordXml.nextChild(reader)) {
            switch (reader.getLocalName()) {
                case "outlineLvl" -> style.outline = level(WordXml.attribute(reader, "val"));
                case "shd" -> style.shading = palette.ofShading(reader);
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
        for (Style style : chain(styleId, PARAGRAPH)) {
            if (style.outline >= 0) {
                return style.outline;
            }
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

    /** The colours that the file may name. */
    WordPalette palette() {
        return palette;
    }

    /** What a style of characters and those that it rests on say of text. A style of another kind says nothing. */
    RunFormat format(String styleId) {
        return format(styleId, CHARACTER);
    }

    /** The same for a paragraph; one that names no style of paragraphs has the default one. */
    RunFormat paragraphFormat(String styleId) {
        return format(paragraphStyle(styleId), PARAGRAPH);
    }

    /** The same for a whole table. What is said of a part of it is not known to hold. */
    RunFormat tableFormat(String styleId) {
        return format(styleId, TABLE);
    }

    private String paragraphStyle(String styleId) {
        return style(styleId, PARAGRAPH) != null ? styleId : defaultParagraph;
    }

    private @Nullable Style style(String styleId, String type) {
        Style style = styles.get(styleId);
        return style != null && style.type.equals(type) ? style : null;
    }

    private RunFormat format(String styleId, String type) {
        if (style(styleId, type) == null) {
            return RunFormat.NONE;
        }
        RunFormat known = formats.get(styleId);
        if (known == null) {
            known = RunFormat.NONE;
            for (Style style : chain(styleId, type)) {
                known = known.over(style.run);
            }
            formats.put(styleId, known);
        }
        return known;
    }

    /** The style and those that it rests on. A style rests on one of its kind alone. */
    private List<Style> chain(String styleId, String type) {
        List<Style> chain = new ArrayList<>();
        @Nullable Style style = style(styleId, type);
        while (style != null && chain.size() < MAX_CHAIN) {
            chain.add(style);
            style = style(style.basedOn, type);
        }
        return chain;
    }

    /** What paragraphs of the style stand on; null where it is not said. */
    @Nullable
    TextColor shading(String styleId) {
        for (Style style : chain(paragraphStyle(styleId), PARAGRAPH)) {
            if (style.shading != null) {
                return style.shading;
            }
        }
        return null;
    }

    /** Whether tables of the style may stand on another background than a white one, if only in parts. */
    boolean shadesTables(String styleId) {
        return chain(styleId, TABLE).stream().anyMatch(style -> style.shades || style.shading != null);
    }
}
