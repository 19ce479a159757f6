package org.dupcheck.engine.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.text.TokenText;

/**
 * The way back from the tokens of a page to the originals, without the originals. Most tokens are one UTF-16 unit long
 * and follow the one before them at once; a byte stream holds the others, as numbers of seven bits a byte: how many
 * tokens further on, what stands before the token (a number in the page's list of such gaps), and how long it is. The
 * last entry of a section says what stands after its last token. A token that shares a
 * character with the one before it has a fourth number: by how much. Immutable.
 */
public final class OffsetStore {
    /** Number of the gap of a token that starts before the end of the one before it: both come from one character. */
    private static final int SAME = 0;

    private static final int NOTHING = 1;

    private final byte[] stream;
    /** Where each section's entries start, and the end. */
    private final int[] sectionStarts;

    private final String[] gaps;
    private final long gapBytes;
    /** Entries in the middle of long sections, from which reading can start: see {@link Marks}. */
    private final Marks marks;

    private OffsetStore(byte[] stream, int[] sectionStarts, String[] gaps, Marks marks) {
        this.stream = stream;
        this.sectionStarts = sectionStarts;
        this.gaps = gaps;
        this.gapBytes = Arrays.stream(gaps).mapToLong(gap -> 2L * gap.length()).sum();
        this.marks = marks;
    }

    /** Every so often an entry: where it starts in the stream, its token and the offset reached, section after section. */
    private static final class Marks {
        /** Bytes of the stream from one mark to the next. */
        private static final int DISTANCE = 1 << 10;

        static final Marks NONE = new Marks(new int[0], new int[0], new int[0]);

        private final int[] positions;
        private final int[] tokens;
        private final int[] offsets;

        Marks(int[] positions, int[] tokens, int[] offsets) {
            this.positions = positions;
            this.tokens = tokens;
            this.offsets = offsets;
        }

        /** The last mark of {@code [from, to)} of the stream at or before the token; −1 if there is none. */
        int last(int from, int to, int token) {
            int low = firstAt(from);
            int high = firstAt(to);
            int end = low;
            while (end < high) {
                int middle = (end + high) >>> 1;
                if (tokens[middle] <= token) {
                    end = middle + 1;
                } else {
                    high = middle;
                }
            }
            return end > low ? end - 1 : -1;
        }

        private int firstAt(int position) {
            int at = Arrays.binarySearch(positions, position);
            return at < 0 ? -at - 1 : at;
        }
    }

    /** Where a token stands, and what stands before it. */
    public record Place(int start, int end, String before) {}

    /** The place of a token of a section; of the one after the last, the end of the text. */
    Place place(int section, int token) {
        int mark = marks.last(sectionStarts[section], sectionStarts[section + 1], token);
        Cursor cursor = new Cursor(mark < 0 ? sectionStarts[section] : marks.positions[mark]);
        int offset = mark < 0 ? 0 : marks.offsets[mark];
        int at = mark < 0 ? 0 : marks.tokens[mark];
        while (true) {
            int next = at + cursor.number();
            int plain = Math.min(token, next) - at;
            offset += plain;
            at += plain;
            if (at < next) {
                return new Place(offset, offset + 1, "");
            }
            int gap = cursor.number();
            int length = cursor.number();
            String before = gaps[gap];
            int start = gap == SAME ? offset - cursor.number() : offset + before.length();
            if (at == token) {
                return new Place(start, start + length, before);
            }
            offset = start + length;
            at++;
        }
    }

    private final class Cursor {
        private int position;

        Cursor(int position) {
            this.position = position;
        }

        int number() {
            int value = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = stream[position++];
                value |= (b & 0x7F) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }
    }

    void write(PageOutput out) {
        out.bytes(stream);
        out.ints(sectionStarts);
        out.strings(List.of(gaps));
        out.ints(marks.positions);
        out.ints(marks.tokens);
        out.ints(marks.offsets);
    }

    static OffsetStore read(PageInput in) {
        return new OffsetStore(in.bytes(), in.ints(), in.strings(), new Marks(in.ints(), in.ints(), in.ints()));
    }

    /** Of the large arrays. */
    long bytes() {
        return stream.length + gapBytes + 4L * (sectionStarts.length + 3L * marks.positions.length);
    }

    /** Builds a store, section by section. Used by one thread. */
    static final class Builder {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final java.util.ArrayList<String> gaps = new java.util.ArrayList<>();
        private final IntList sectionStarts = new IntList();
        private OffsetStore source = new OffsetStore(new byte[0], new int[0], new String[0], Marks.NONE);
        /** The number here of each gap of the source, or −1. */
        private int[] numbersOfSource = new int[0];

        private final IntList markPositions = new IntList();
        private final IntList markTokens = new IntList();
        private final IntList markOffsets = new IntList();
        /** Where the section at hand starts in the stream, or its last mark. */
        private int lastMark;

        /** What any JVM makes an array of. */
        private static final int MAX = Integer.MAX_VALUE - 8;

        private byte[] stream = new byte[1 << 12];
        private int size;

        Builder() {
            // SAME, then NOTHING
            gaps.add("");
            gaps.add("");
            numbers.put("", NOTHING);
            sectionStarts.add(0);
        }

        void addSection(TokenText tokens, String text) {
            lastMark = size;
            int end = 0;
            int plain = 0;
            for (int i = 0; i < tokens.size(); i++) {
                int start = tokens.start(i);
                if (start == end && tokens.end(i) == end + 1) {
                    plain++;
                } else {
                    mark(i - plain, end - plain);
                    entry(plain, start < end ? SAME : number(text.substring(end, start)), tokens.end(i) - start);
                    if (start < end) {
                        number(end - start);
                    }
                    plain = 0;
                }
                end = tokens.end(i);
            }
            entry(plain, number(text.substring(end)), 0);
            sectionStarts.add(size);
        }

        /** Sets the store that {@link #addSection(int, int)} copies from. */
        void copyFrom(OffsetStore other) {
            source = other;
            numbersOfSource = new int[other.gaps.length];
            Arrays.fill(numbersOfSource, -1);
        }

        /** Copies a section of another store. */
        void addSection(int section, int tokens) {
            Cursor cursor = source.new Cursor(source.sectionStarts[section]);
            lastMark = size;
            int offset = 0;
            for (int at = 0; at <= tokens; at++) {
                mark(at, offset);
                int plain = cursor.number();
                int gap = cursor.number();
                int length = cursor.number();
                if (gap != SAME && numbersOfSource[gap] < 0) {
                    numbersOfSource[gap] = number(source.gaps[gap]);
                }
                entry(plain, gap == SAME ? SAME : numbersOfSource[gap], length);
                offset += plain + length;
                if (gap == SAME) {
                    int back = cursor.number();
                    number(back);
                    offset -= back;
                } else {
                    offset += source.gaps[gap].length();
                }
                at += plain;
            }
            sectionStarts.add(size);
        }

        OffsetStore build() {
            Marks marks = new Marks(markPositions.toArray(), markTokens.toArray(), markOffsets.toArray());
            return new OffsetStore(
                    Arrays.copyOf(stream, size), sectionStarts.toArray(), gaps.toArray(new String[0]), marks);
        }

        /** Marks the next entry if the last mark is far enough behind. */
        private void mark(int token, int offset) {
            if (size - lastMark >= Marks.DISTANCE) {
                lastMark = size;
                markPositions.add(size);
                markTokens.add(token);
                markOffsets.add(offset);
            }
        }

        private int number(String gap) {
            Integer known = numbers.putIfAbsent(gap, gaps.size());
            if (known != null) {
                return known;
            }
            gaps.add(gap);
            return gaps.size() - 1;
        }

        private void entry(int plain, int gap, int length) {
            number(plain);
            number(gap);
            number(length);
        }

        private void number(int value) {
            if (size + 5 > stream.length) {
                stream = Arrays.copyOf(stream, (int) Math.min(MAX, size + (long) (size >> 1) + 5));
            }
            int rest = value;
            while (rest > 0x7F) {
                stream[size++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            stream[size++] = (byte) rest;
        }
    }
}
