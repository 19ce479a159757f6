package org.dupcheck.documents.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Text that is valid and stands for another one: encodings of seven bits, whose bytes are all ASCII, and text that was read
 * in a wrong encoding and saved again. Stateless.
 */
public final class GarbledText {
    /** ISO 2022: sequences that choose a set of characters. */
    private static final Pattern ISO_2022 = Pattern.compile("\u001B(\\$[@A-D]|\\$[()*+-][@-Z]|\\([ABHIJ])");

    private static final Pattern HZ = Pattern.compile("~\\{((?:[!-}][!-~]){1,10000}?)~}");
    private static final Pattern UTF_7 = Pattern.compile("\\+([A-Za-z0-9+/]{3,50000})-");

    private static final Charset GB2312 = Charset.forName("GB2312");

    /** Share of letters in common use that makes a reading sure, as for any encoding. */
    private static final double SURE = 0.85;

    /** Ideographs that are enough. */
    private static final int FEW = 4;

    private static final String CURE = "; save it as UTF-8";

    private GarbledText() {}

    /** The encoding of seven bits that the text is in, as the reason to refuse it; null where it is in none. */
    static @Nullable String sevenBits(String text) {
        if (ISO_2022.matcher(text).find()) {
            return "it is in ISO-2022, an encoding of seven bits" + CURE;
        }
        if (isSure(decoded(text, HZ, GarbledText::hz))) {
            return "it is in HZ, an encoding of seven bits" + CURE;
        }
        if (isSure(decoded(text, UTF_7, GarbledText::utf7))) {
            return "it is in UTF-7, an encoding of seven bits" + CURE;
        }
        return null;
    }

    /**
     * A document of which stretches were read in a wrong encoding and saved again: with those told as unread. All is looked
     * at here and once, since it takes longer than anything else that is done to plain text.
     *
     * @throws UnreadableDocumentException where it is a text file and they make up half of it
     */
    public static DocumentReading told(DocumentReading reading) {
        int garbled = reading.sections().stream()
                .mapToInt(section -> Misreading.garbled(section.text()).cardinality())
                .sum();
        if (garbled == 0) {
            return reading;
        }
        int all = reading.sections().stream()
                .mapToInt(section -> count(section.text()))
                .sum();
        if (reading.encoding() != null && 2 * garbled >= all) {
            throw new UnreadableDocumentException(
                    Fault.ENCODING,
                    "its characters are the bytes of a text that was opened in a wrong encoding and saved again;"
                            + " save the original as UTF-8");
        }
        List<String> unread = new ArrayList<>(reading.unread());
        unread.add(garbled + " characters that are the bytes of text opened in a wrong encoding and saved again");
        List<Signal> signals = new ArrayList<>(reading.signals());
        signals.add(new Signal(SignalKind.UNREAD_TEXT, null, 0, 0, garbled));
        return new DocumentReading(reading.title(), reading.sections(), signals, reading.encoding(), unread);
    }

    private static int count(String text) {
        return (int) text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
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
}
