package org.dupcheck.documents.encoding;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Decides by evidence which encoding a text is in: a byte order mark; validity as UTF-8; and otherwise how much of what
 * each candidate makes of the bytes are characters that people use (see {@link EncodingEvidence}). What is not sure is refused: text in the wrong
 * encoding is compared with nothing and comes out clean. Stateless.
 */
public final class TextEncoding {
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** Big5 as Windows writes it, with the characters that Big5 itself lacks. */
    private static final Charset BIG5 = Charset.forName("x-windows-950");

    private static final Charset EUC_JP = Charset.forName("EUC-JP");
    private static final Charset EUC_KR = Charset.forName("EUC-KR");
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

    /** Share of frequent letters from which on the bytes may be Japanese or Korean; of Chinese that way a tenth is. */
    private static final double FREQUENT = 0.25;

    /** Share of NULs that a text in UTF-8 may have: some files carry a few. */
    private static final double MAX_NULS = 0.01;

    /** Characters of frames in a row, more than come together by chance. */
    private static final Pattern FRAME = Pattern.compile("[\u2500-\u257F]{4}");

    /** One sign again and again. */
    private static final Pattern RULE = Pattern.compile("([^\\p{L}\\p{Co}\\p{Cn}\\s\u0000-\u007F])\\1{3}");

    private static final String CURE = "; save it as UTF-8";

    private TextEncoding() {}

    /** A text and the encoding it was in. */
    public record Decoded(String text, String encoding) {}

    /** @throws UnreadableDocumentException where the encoding is not sure, or the text is damaged */
    public static Decoded decode(byte[] bytes) {
        Decoded decoded = decoded(bytes);
        String reason = GarbledText.sevenBits(decoded.text);
        if (reason != null) {
            throw new UnreadableDocumentException(Fault.ENCODING, reason);
        }
        return decoded;
    }

    private static Decoded decoded(byte[] bytes) {
        Decoded marked = byMark(bytes);
        if (marked != null) {
            return marked;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CharsetDecoder utf8 = strict(StandardCharsets.UTF_8);
        CoderResult result = utf8.decode(in, out, true);
        String text = out.flip().toString();
        long nuls = text.chars().filter(c -> c == 0).count();
        if (!result.isError() && (nuls == 0 || nuls < MAX_NULS * text.length())) {
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
            return inOrder(bytes, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
        }
        return starts(bytes, 0xFE, 0xFF) ? inOrder(bytes, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE) : null;
    }

    /** A mark that was put before a text in the other byte order is no evidence. */
    private static Decoded inOrder(byte[] bytes, Charset marked, Charset reverse) {
        Decoded decoded = whole(bytes, 2, marked);
        String turned = text(Arrays.copyOfRange(bytes, 2, bytes.length), reverse);
        EncodingEvidence other = EncodingEvidence.of(turned == null ? "" : turned);
        if (other.weakest() >= SURE
                && other.first() - EncodingEvidence.of(decoded.text).first() >= LEAD) {
            throw new UnreadableDocumentException(
                    Fault.ENCODING,
                    "its byte order mark says that it is " + marked.name() + ", and its text is " + reverse.name()
                            + CURE);
        }
        return decoded;
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
        EncodingEvidence bestLooks = new EncodingEvidence(0, 0);
        double secondLooks = 0;
        boolean framed = isFramed(text(bytes, GB18030));
        for (Charset charset : CANDIDATES) {
            String text = framed && charset.equals(BIG5) ? null : text(bytes, charset);
            EncodingEvidence looks = text == null ? bestLooks : EncodingEvidence.of(text);
            if (text != null && looks.first() > bestLooks.first()) {
                secondLooks = bestLooks.first();
                bestLooks = looks;
                best = new Decoded(text, charset.equals(BIG5) ? "Big5" : charset.name());
            } else if (text != null) {
                secondLooks = Math.max(secondLooks, looks.first());
            }
        }
        boolean sure = bestLooks.weakest() >= SURE && bestLooks.first() - secondLooks >= LEAD;
        if (best == null || !sure || isRival(bytes, best.text)) {
            throw new UnreadableDocumentException(
                    Fault.ENCODING,
                    "its encoding cannot be told; it is neither UTF-8 nor surely GB18030, Big5 or UTF-16" + CURE);
        }
        return best;
    }

    /** Whether it draws a frame or a rule, whose bytes would be common characters in Big5. */
    private static boolean isFramed(@Nullable String simplified) {
        return simplified != null
                && (FRAME.matcher(simplified).find()
                        || (RULE.matcher(simplified).find()
                                && EncodingEvidence.of(simplified).weakest() >= SURE));
    }

    private static @Nullable String text(byte[] bytes, Charset charset) {
        try {
            return strict(charset).decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The sets of Japan and Korea use the same bytes for their characters in common use; frequencies tell them apart. */
    private static boolean isRival(byte[] bytes, String chinese) {
        double share = CommonCharacters.CHINESE.share(chinese);
        return isRival(text(bytes, EUC_JP), CommonCharacters.JAPANESE, share)
                || isRival(text(bytes, EUC_KR), CommonCharacters.KOREAN, share);
    }

    private static boolean isRival(@Nullable String text, CommonCharacters frequent, double chinese) {
        double share = text == null ? 0 : frequent.share(text);
        return share >= FREQUENT && share >= 2 * chinese;
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
