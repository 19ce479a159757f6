package org.dupcheck.documents.pdf;

import java.util.List;
import org.dupcheck.documents.reading.SectionCollector;

/**
 * A page of a PDF: its text, and what it shows besides.
 *
 * @param text the text layer, lines in their order
 * @param hasObjects whether it has anything that could show, for a page without text
 * @param pictures share of the page that pictures cover, 0 to 1
 * @param paths painted lines and areas
 * @param glyphs shown, without hidden ones
 * @param unmapped of them, those of which the font does not say what they mean
 * @param unmappedInRows of those, the ones that do not stand alone, as a bullet does
 * @param hidden characters that no viewer shows; they are not in the text
 * @param damaged whether a part of it could not be read: an annotation, a tiling, a mask or a drawn glyph
 */
record PdfPage(
        String text,
        boolean hasObjects,
        double pictures,
        int paths,
        int glyphs,
        int unmapped,
        int unmappedInRows,
        int hidden,
        boolean damaged) {
    /** Share of characters of no meaning from which on a page counts as not readable: its fonts do not say what they show. */
    private static final double MAX_MEANINGLESS = 0.3;

    /** Letters below which a page full of pictures or paths is no page of text with a picture on it. */
    private static final int MIN_LETTERS = 100;

    /** Share of the page that a scan covers at least. */
    private static final double SCAN = 0.5;

    /** The same, where the page has nothing else. */
    private static final double ONLY_SCAN = 0.2;

    /** Painted paths from which on they may be the outlines of letters. */
    private static final int MANY_PATHS = 300;

    /** Share of glyphs without meaning that is no passage, where they stand apart: bullets and signs. */
    private static final double MAX_UNMAPPED = 0.05;

    /** Lines that are not blank. */
    List<String> lines() {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /**
     * Whether it shows what could not be read.
     *
     * @param left the lines that are no running heads
     */
    boolean isUnread(List<String> left) {
        long letters = left.stream()
                .mapToLong(line -> line.codePoints().filter(Character::isLetter).count())
                .sum();
        boolean few = letters < MIN_LETTERS;
        return damaged
                || (text.isBlank() ? hasObjects : !isReadable())
                || (few && (pictures >= SCAN || paths >= MANY_PATHS))
                || (left.isEmpty() && pictures >= ONLY_SCAN)
                || (unmapped >= SectionCollector.SHORTEST_PASSAGE && unmapped > MAX_UNMAPPED * glyphs);
    }

    /** Whether most characters are ones that mean something; where fonts carry no mapping they are not. */
    private boolean isReadable() {
        long all = text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
        long meaningless = text.codePoints().filter(PdfPage::isMeaningless).count();
        return meaningless <= MAX_MEANINGLESS * all;
    }

    static boolean isMeaningless(int c) {
        return c == 0xFFFD
                || Character.getType(c) == Character.PRIVATE_USE
                || (Character.getType(c) == Character.CONTROL && !Character.isWhitespace(c));
    }
}
