package org.dupcheck.documents;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dupcheck.documents.UnreadableDocumentException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Decides by evidence which encoding a text is in: a byte order mark; validity as UTF-8; and otherwise how much of what
 * each candidate makes of the bytes are characters that people use. What is not sure is refused: text in the wrong
 * encoding is compared with nothing and comes out clean. Stateless.
 */
final class TextEncoding {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset BIG5 = Charset.forName("Big5");
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final List<Charset> CANDIDATES =
            List.of(GB18030, BIG5, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    /** Share of letters in common use that makes a candidate sure; in the right encoding nearly all are. */
    private static final double SURE = 0.85;

    /** By how much the best candidate must lead. In a wrong encoding about half of the characters look common. */
    private static final double LEAD = 0.2;

    /** Share of the bytes beyond ASCII that valid characters of UTF-8 must make up. */
    private static final double MOSTLY = 0.8;

    /** Fewer letters than this are no evidence. */
    private static final int MIN_LETTERS = 4;

    /** Letters looked at, from the start. */
    private static final int MAX_LETTERS = 20_000;

    private static final String CURE = "; save it as UTF-8";

    private TextEncoding() {}

    /** A text and the encoding it was in. */
    record Decoded(String text, String encoding) {}

    /** @throws UnreadableDocumentException where the encoding is not sure, or the text is damaged */
    static Decoded decode(byte[] bytes) {
        Decoded marked = byMark(bytes);
        if (marked != null) {
            return marked;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CharsetDecoder utf8 = strict(StandardCharsets.UTF_8);
        CoderResult result = utf8.decode(in, out, true);
        String text = out.flip().toString();
        boolean zeros = text.indexOf('\0') >= 0;
        if (!result.isError() && !zeros) {
            return new Decoded(text, "UTF-8");
        }
        if (result.isError() && mostlyUtf8(bytes, in.position(), text)) {
            throw new UnreadableDocumentException(
                    Fault.DAMAGED,
                    in.position() >= bytes.length - 3
                            ? "its last character is cut off: the file is not whole"
                            : "it is UTF-8 and damaged at byte " + in.position() + CURE);
        }
        return byLooks(bytes);
    }

    private static @Nullable Decoded byMark(byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return whole(bytes, 3, StandardCharsets.UTF_8);
        }
        if (starts(bytes, 0xFF, 0xFE, 0, 0)) {
            return whole(bytes, 4, UTF_32LE);
        }
        if (starts(bytes, 0, 0, 0xFE, 0xFF)) {
            return whole(bytes, 4, UTF_32BE);
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return whole(bytes, 2, StandardCharsets.UTF_16LE);
        }
        return starts(bytes, 0xFE, 0xFF) ? whole(bytes, 2, StandardCharsets.UTF_16BE) : null;
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Decoded whole(byte[] bytes, int from, Charset charset) {
        try {
            String text = strict(charset)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
            return new Decoded(text, charset.name());
        } catch (CharacterCodingException e) {
            throw new UnreadableDocumentException(
                    Fault.DAMAGED, "it says that it is " + charset.name() + ", and is damaged or cut off" + CURE, e);
        }
    }

    /**
     * Whether the fault is a damage of UTF-8 rather than another encoding. Up to a fault at the very end everything was
     * valid: then one character of three bytes is enough, which other encodings hardly make by chance. Otherwise most of
     * the bytes beyond ASCII must belong to valid characters.
     */
    private static boolean mostlyUtf8(byte[] bytes, int fault, String before) {
        if (fault >= bytes.length - 3) {
            return before.chars().anyMatch(c -> c >= 0x800);
        }
        String repaired = new String(bytes, StandardCharsets.UTF_8); // each fault becomes U+FFFD
        long valid = repaired.chars().filter(c -> c >= 0x800 && c != 0xFFFD).count() * 3;
        int beyondAscii = 0;
        for (byte b : bytes) {
            beyondAscii += b < 0 ? 1 : 0;
        }
        return valid >= MOSTLY * beyondAscii;
    }

    private static Decoded byLooks(byte[] bytes) {
        @Nullable Decoded best = null;
        double bestLooks = 0;
        double secondLooks = 0;
        for (Charset charset : CANDIDATES) {
            String text;
            try {
                text = strict(charset).decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                continue;
            }
            double looks = looks(text);
            if (looks > bestLooks) {
                secondLooks = bestLooks;
                bestLooks = looks;
                best = new Decoded(text, charset.name());
            } else {
                secondLooks = Math.max(secondLooks, looks);
            }
        }
        if (best == null || bestLooks < SURE || bestLooks - secondLooks < LEAD) {
            throw new UnreadableDocumentException(
                    Fault.ENCODING,
                    "its encoding cannot be told; it is neither UTF-8 nor surely GB18030, Big5 or UTF-16" + CURE);
        }
        return best;
    }

    /** Share of the letters that are in common use, 0 to 1; 0 for a text with a NUL or hardly any letters. */
    private static double looks(String text) {
        CharsetEncoder simplified = GB2312.newEncoder();
        CharsetEncoder traditional = BIG5.newEncoder();
        int letters = 0;
        int common = 0;
        int ascii = 0;
        for (int i = 0; i < text.length() && letters < MAX_LETTERS; i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return 0;
            }
            if (c < 0x80) {
                ascii += Character.isLetter(c) ? 1 : 0;
            } else if (!isPunctuation(c)) {
                letters++;
                common += isCommon(c, simplified, 0xB0, 0xD7) || isCommon(c, traditional, 0xA4, 0xC6) ? 1 : 0;
            }
        }
        if (letters == 0) {
            return ascii < MIN_LETTERS ? 0 : 1;
        }
        return letters < MIN_LETTERS ? 0 : (double) common / letters;
    }

    private static boolean isPunctuation(char c) {
        return (c >= 0x2010 && c <= 0x2026) || (c >= 0x3000 && c <= 0x3017) || (c >= 0xFF00 && c <= 0xFF65);
    }

    /** Both sets hold the characters in common use in their first part, by the lead byte: GB 2312 level 1, Big5 level 1. */
    private static boolean isCommon(char c, CharsetEncoder encoder, int from, int to) {
        if (!Character.isIdeographic(c) || !encoder.canEncode(c)) {
            return false;
        }
        try {
            ByteBuffer bytes = encoder.encode(CharBuffer.wrap(new char[] {c}));
            int lead = bytes.get(0) & 0xFF;
            return bytes.remaining() == 2 && lead >= from && lead <= to;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
