package org.dupcheck.documents;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that is valid and stands for another one: encodings of seven bits, whose bytes are all ASCII, and text that was read
 * in a wrong encoding and saved again. Stateless.
 */
final class GarbledText {
    /** ISO 2022: sequences that choose a set of characters. */
    private static final Pattern ISO_2022 = Pattern.compile("\u001B(\\$[@A-D]|\\$[()*+-][@-Z]|\\([ABHIJ])");

    private static final Pattern HZ = Pattern.compile("~\\{((?:[!-}][!-~]){1,10000}?)~}");
    private static final Pattern UTF_7 = Pattern.compile("\\+([A-Za-z0-9+/]{3,50000})-");

    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Charset GBK = Charset.forName("GBK");
    private static final String WINDOWS_1252 = new String(bytes(0x80, 0x9F), Charset.forName("windows-1252"));

    /** Share of letters in common use that makes a reading sure, as for any encoding. */
    private static final double SURE = 0.85;

    /** Ideographs that are enough where the whole text is so; elsewhere it takes a passage. */
    private static final int FEW = 4;

    /** Share of a text's bytes that must be valid UTF-8. */
    private static final double MOSTLY = 0.8;

    private static final String CURE = "; save it as UTF-8";

    private GarbledText() {}

    private static byte[] bytes(int from, int to) {
        byte[] bytes = new byte[to - from + 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    /** Why the text is not what it was written as; null where it is. */
    @Nullable
    static String reason(String text) {
        if (ISO_2022.matcher(text).find()) {
            return "it is in ISO-2022, an encoding of seven bits" + CURE;
        }
        if (isSure(decoded(text, HZ, GarbledText::hz))) {
            return "it is in HZ, an encoding of seven bits" + CURE;
        }
        if (isSure(decoded(text, UTF_7, GarbledText::utf7))) {
            return "it is in UTF-7, an encoding of seven bits" + CURE;
        }
        return isLatin(text) || isGbk(text)
                ? "its characters are the bytes of UTF-8 text that was opened in a wrong encoding and saved again;"
                        + " save the original as UTF-8"
                : null;
    }

    /** Reads one run; empty where it is none. */
    private interface Run {
        String read(String run);
    }

    private static String decoded(String text, Pattern pattern, Run run) {
        StringBuilder decoded = new StringBuilder();
        Matcher runs = pattern.matcher(text);
        while (runs.find() && decoded.length() < 1 << 16) {
            decoded.append(run.read(runs.group(1)));
        }
        return decoded.toString();
    }

    private static boolean isSure(String decoded) {
        return decoded.codePoints().filter(Character::isIdeographic).count() >= FEW
                && EncodingEvidence.of(decoded).weakest() >= SURE;
    }

    private static String hz(String run) {
        byte[] bytes = run.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] |= (byte) 0x80;
        }
        return strict(bytes, GB2312);
    }

    private static String utf7(String run) {
        try {
            byte[] bytes = Base64.getDecoder().decode(run);
            return bytes.length % 2 == 0 ? strict(bytes, StandardCharsets.UTF_16BE) : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    /** Whether its characters, one byte each, are UTF-8: all of them, or a passage. */
    private static boolean isLatin(String text) {
        int ideographs = 0;
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            int b = latinByte(text.charAt(i));
            int character = i + 2 < text.length()
                    ? threeBytes(b, latinByte(text.charAt(i + 1)), latinByte(text.charAt(i + 2)))
                    : -1;
            if (character >= 0) {
                ideographs += Character.isIdeographic(character) ? 1 : 0;
                i += 2;
            } else {
                others += b < 0 || b >= 0x80 ? 1 : 0;
            }
        }
        return ideographs >= SectionCollector.SHORTEST_PASSAGE || (ideographs >= FEW && others == 0);
    }

    /** The byte the character stands for in Latin-1 or windows-1252; -1 where in neither. */
    private static int latinByte(char c) {
        if (c <= 0xFF) {
            return c;
        }
        int place = WINDOWS_1252.indexOf(c);
        return place < 0 || c == 0xFFFD ? -1 : 0x80 + place;
    }

    private static int threeBytes(int first, int second, int third) {
        boolean valid = first >= 0xE2 && first <= 0xEF && second >> 6 == 2 && third >> 6 == 2;
        return valid ? (first & 0xF) << 12 | (second & 0x3F) << 6 | (third & 0x3F) : -1;
    }

    /** Whether its ideographs, two bytes each, are UTF-8. Of Chinese text this is never so by chance. */
    private static boolean isGbk(String text) {
        byte[] bytes = text.substring(0, Math.min(text.length(), 20_000)).getBytes(GBK);
        int ideographs = 0;
        int beyondAscii = 0;
        for (int i = 0; i < bytes.length; i++) {
            beyondAscii += bytes[i] < 0 ? 1 : 0;
            int character =
                    i + 2 < bytes.length ? threeBytes(bytes[i] & 0xFF, bytes[i + 1] & 0xFF, bytes[i + 2] & 0xFF) : -1;
            ideographs += character >= 0 && Character.isIdeographic(character) ? 1 : 0;
        }
        return ideographs >= FEW && 3 * ideographs >= MOSTLY * beyondAscii;
    }
}
