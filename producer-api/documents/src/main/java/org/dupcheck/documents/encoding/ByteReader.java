package org.dupcheck.documents.encoding;

import java.nio.charset.Charset;

/** Reads characters of an encoding byte by byte. Immutable. */
abstract class ByteReader {
    static final ByteReader UTF_8 = new Utf8();
    static final ByteReader GBK = new TwoBytes("GB18030");
    static final ByteReader BIG5 = new TwoBytes("x-windows-950");

    /** More bytes are needed. */
    static final int MORE = -1;

    /** No character begins so. */
    static final int BAD = -2;

    private ByteReader() {}

    /**
     * The character that the bytes are, or {@link #MORE} or {@link #BAD}.
     *
     * @param bytes the last one in the lowest eight bits
     * @param count of the bytes, 1 to 3
     */
    abstract int read(int bytes, int count);

    private static final class TwoBytes extends ByteReader {
        private final char[] characters = new char[1 << 16];

        TwoBytes(String name) {
            Charset charset = Charset.forName(name);
            for (int lead = 0x81; lead < 0xFF; lead++) {
                for (int trail = 0x40; trail < 0xFF; trail++) {
                    String character = new String(new byte[] {(byte) lead, (byte) trail}, charset);
                    boolean known = character.length() == 1 && character.charAt(0) != 0xFFFD;
                    characters[(lead << 8) | trail] = known ? character.charAt(0) : 0;
                }
            }
        }

        @Override
        int read(int bytes, int count) {
            if (count == 1) {
                return bytes < 0x80 ? bytes : bytes == 0x80 || bytes == 0xFF ? BAD : MORE;
            }
            return characters[bytes] == 0 ? BAD : characters[bytes];
        }
    }

    /** Without what lies beyond the first plane: hardly any text is written in it. */
    private static final class Utf8 extends ByteReader {
        @Override
        int read(int bytes, int count) {
            int last = bytes & 0xFF;
            if (count == 1) {
                return last < 0x80 ? last : last >= 0xC2 && last <= 0xEF ? MORE : BAD;
            }
            int first = bytes >> (8 * (count - 1));
            if (last >> 6 != 2) {
                return BAD;
            }
            if (first < 0xE0) {
                return (first & 0x1F) << 6 | (last & 0x3F);
            }
            return count == 2 ? MORE : (first & 0xF) << 12 | ((bytes >> 8) & 0x3F) << 6 | (last & 0x3F);
        }
    }
}
