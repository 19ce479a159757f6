package org.dupcheck.engine.text;

import java.util.stream.IntStream;

/**
 * Characters that no reader sees, by their code points: those of the property Default_Ignorable_Code_Point (Unicode
 * 15.0; Java knows it only for format characters), noncharacters, the pattern of braille without dots, and controls that
 * are neither a tab nor the end of a line, page or cell.
 */
final class Invisible {
    /** Pairs of first and last, ascending. */
    private static final int[] RANGES = {
        0x0001, 0x0006, 0x0008, 0x0008, 0x000E, 0x001F, 0x007F, 0x0084, 0x0086, 0x009F, 0x00AD, 0x00AD, 0x034F, 0x034F,
        0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x206F,
        0x2800, 0x2800, 0x3164, 0x3164, 0xFDD0, 0xFDEF, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8,
        0xFFFE, 0xFFFF, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
    };

    private static final int NONCHARACTERS = 0xFFFE;

    private Invisible() {}

    static boolean is(int codePoint) {
        for (int i = 0; i < RANGES.length && codePoint >= RANGES[i]; i += 2) {
            if (codePoint <= RANGES[i + 1]) {
                return true;
            }
        }
        return (codePoint & NONCHARACTERS) == NONCHARACTERS;
    }

    /** Those beyond the first plane. */
    static IntStream supplementary() {
        return IntStream.range(Character.MIN_SUPPLEMENTARY_CODE_POINT, Character.MAX_CODE_POINT + 1)
                .filter(Invisible::is);
    }

    /** Whether it may choose one of a character's forms rather than hide anything. */
    static boolean isVariationSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
