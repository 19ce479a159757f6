package org.dupcheck.documents.encoding;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;

/** The bytes that the characters of one encoding stand for: one or two each. Immutable. */
final class CharacterBytes {
    /** What programs take for Latin: windows-1252, and Latin-1 where that has no character. */
    static final CharacterBytes LATIN = new CharacterBytes("windows-1252", "ISO-8859-1");

    static final CharacterBytes GBK = new CharacterBytes("GB18030");

    /** As Windows reads it, and with the signs that others read. */
    static final CharacterBytes BIG5 = new CharacterBytes("x-windows-950", "Big5");

    static final CharacterBytes SHIFT_JIS = new CharacterBytes("windows-31j");
    static final CharacterBytes KOREAN = new CharacterBytes("x-windows-949");

    private static final int NONE = -1;

    private final int[] bytes = new int[1 << 16];

    /** @param charsets the first one that has a character gives its bytes */
    private CharacterBytes(String... charsets) {
        Arrays.fill(bytes, NONE);
        for (String charset : charsets) {
            CharsetEncoder encoder = Charset.forName(charset).newEncoder();
            for (int c = 0; c < bytes.length; c++) {
                bytes[c] = bytes[c] == NONE ? bytes(encoder, (char) c) : bytes[c];
            }
        }
    }

    private static int bytes(CharsetEncoder encoder, char character) {
        ByteBuffer out = ByteBuffer.allocate(8);
        CoderResult result = encoder.reset().encode(CharBuffer.wrap(new char[] {character}), out, true);
        if (result.isError() || out.position() > 2) {
            return NONE;
        }
        return out.position() == 1 ? out.get(0) & 0xFF : out.getShort(0) & 0xFFFF;
    }

    /** The byte, or both with the first one in the upper half; negative where the encoding lacks the character. */
    int of(char character) {
        return bytes[character];
    }
}
