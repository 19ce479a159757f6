package org.dupcheck.gateway.pages.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The font of the PDFs: Noto Sans SC with the characters of GBK and of Latin. What it lacks is shown as a box. Immutable. */
final class PrintFont {
    /** As the style sheet of a printed page calls it. */
    static final String FAMILY = "Noto Sans SC";

    /** An empty square, as readers of Chinese know it for a character that is not there. */
    private static final char MISSING = '\u25A1';

    private static final int BASIC_PLANE = 0x10000;

    private final byte[] bytes;
    private final BitSet glyphs = new BitSet(BASIC_PLANE);

    /** Reads it from the class path. */
    PrintFont() {
        try (InputStream in = Objects.requireNonNull(
                PrintFont.class.getResourceAsStream("NotoSansSC-GBK.ttf"), "the jar lacks its font")) {
            bytes = in.readAllBytes();
            try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes))) {
                CmapLookup characters = font.getUnicodeCmapLookup();
                for (int character = ' '; character < BASIC_PLANE; character++) {
                    glyphs.set(character, characters.getGlyphId(character) != 0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    /** The text with a box for each character that the font lacks, and a space for each tab. */
    String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (character == '\t') {
                shown.append(' ');
            } else {
                shown.append(character == '\n' || glyphs.get(character) ? (char) character : MISSING);
            }
            at += Character.charCount(character);
        }
        return shown.toString();
    }
}
