package org.dupcheck.documents.encoding;

import java.lang.Character.UnicodeScript;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One way in which a text becomes another one: its bytes were opened in a wrong encoding and saved again. The characters
 * are turned back into those bytes, and the bytes are read as what they may have been.
 *
 * <p>Each character then weighs how much likelier it makes the other reading, in bits: in the right encoding most of the
 * ideographs are frequent ones and nearly all are in common use, in a wrong one a tenth and half of them. A stretch whose
 * sum is high is garbled, as in the local alignment of sequences; so a passage is found within any other text. That a
 * text's own characters are rare is no evidence: names and old texts have such. Immutable.
 */
final class Misreading {
    private static final List<Misreading> ALL = List.of(
            new Misreading(CharacterBytes.LATIN, ByteReader.UTF_8),
            new Misreading(CharacterBytes.LATIN, ByteReader.GBK),
            new Misreading(CharacterBytes.LATIN, ByteReader.BIG5),
            new Misreading(CharacterBytes.GBK, ByteReader.UTF_8),
            new Misreading(CharacterBytes.GBK, ByteReader.BIG5),
            new Misreading(CharacterBytes.BIG5, ByteReader.UTF_8),
            new Misreading(CharacterBytes.BIG5, ByteReader.GBK),
            new Misreading(CharacterBytes.SHIFT_JIS, ByteReader.UTF_8),
            new Misreading(CharacterBytes.KOREAN, ByteReader.UTF_8));

    /** Bits from which on a stretch is garbled: by chance one of {@code 2^SURE} places is so. */
    private static final double SURE = 14;

    private static final double FREQUENT = 2.3;
    private static final double IN_USE = .2;
    private static final double RARE = -4;

    /** A letter of ASCII: Chinese has few, and words of Latin script many. */
    private static final double ASCII_LETTER = -1;

    /** What it says besides that three bytes are valid UTF-8. */
    private static final double VALID_UTF_8 = 4;

    private final CharacterBytes opened;
    private final ByteReader written;

    private Misreading(CharacterBytes opened, ByteReader written) {
        this.opened = opened;
        this.written = written;
    }

    /** Which of a text's characters (UTF-16) stand in garbled stretches. */
    static BitSet garbled(String text) {
        BitSet garbled = new BitSet();
        if (text.chars().anyMatch(c -> c >= 0x80)) {
            ALL.forEach(misreading -> misreading.new Walk(garbled).over(text));
        }
        return garbled;
    }

    private static double weight(int character) {
        if (Character.isIdeographic(character)) {
            return CommonCharacters.CHINESE.contains(character)
                    ? FREQUENT
                    : CommonCharacters.isInUse(character) ? IN_USE : RARE;
        }
        if (character < 0x80) {
            return Character.isLetter(character) ? ASCII_LETTER : 0;
        }
        return EncodingEvidence.isLetter(character) ? RARE : 0;
    }

    /** The way through one text. Not thread-safe. */
    private final class Walk {
        private final BitSet garbled;

        /** Ideographs read since the stretch began. Each counts once, as one sign may stand in a row. */
        private final Set<Integer> seen = new HashSet<>();

        private int pending;
        private int pendingCount;
        private double bits;
        private double most;
        private int start;
        private int end;

        Walk(BitSet garbled) {
            this.garbled = garbled;
        }

        void over(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                int bytes = opened.of(c);
                if (c == 0xFFFD) { // a character was lost, and with it the place in the bytes
                    pendingCount = 0;
                } else if (bytes < 0) {
                    finish();
                } else {
                    add(Character.isIdeographic(c) ? -Math.max(0, weight(c)) : 0, i);
                    if (bytes > 0xFF) {
                        read(bytes >> 8, c, i);
                    }
                    read(bytes & 0xFF, c, i);
                }
            }
            finish();
        }

        private void read(int next, char own, int at) {
            pending = (pendingCount == 0 ? 0 : pending << 8) | next;
            pendingCount++;
            int character = written.read(pending, pendingCount);
            if (character == ByteReader.MORE) {
                return;
            }
            boolean again = character == ByteReader.BAD && pendingCount > 1;
            pendingCount = 0;
            add(character == ByteReader.BAD ? RARE : gain(character, own), at);
            if (again) {
                read(next, own, at);
            }
        }

        private double gain(int character, char own) {
            double weight = weight(character);
            if (!Character.isIdeographic(character)) {
                return weight;
            }
            if (!seen.add(character)) {
                return Math.min(0, weight);
            }
            if (written == ByteReader.UTF_8) {
                return weight + VALID_UTF_8;
            }
            return isSign(own) ? Math.min(0, weight) : weight;
        }

        private void add(double gain, int at) {
            if (bits == 0 && gain > 0) {
                start = at;
            }
            bits = Math.max(0, bits + gain);
            if (bits > most) {
                most = bits;
                end = at + 1;
            }
            if (bits == 0 || most - bits >= SURE) {
                finish();
            }
        }

        private void finish() {
            if (most >= SURE) {
                garbled.set(start, end);
            }
            seen.clear();
            bits = 0;
            most = 0;
        }
    }

    /**
     * Whether texts have it of themselves: the sets of China hold kana, Greek, Russian and frames where that of Taiwan has
     * its most common characters.
     */
    private static boolean isSign(char c) {
        boolean latin = c <= 0xFF || CharacterBytes.LATIN.of(c) >= 0;
        return !latin && UnicodeScript.of(c) != UnicodeScript.HAN && Character.getType(c) != Character.PRIVATE_USE;
    }
}
