package org.dupcheck.engine.model;

import java.util.Arrays;
import java.util.List;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.base.Workers;

/**
 * A fixed number of counters behind one hash, as an immutable value. Keys that share a counter are counted together;
 * {@link #estimate} takes a typical share of the others off again (after the count-mean idea of Deng and Rafiei, 2007). The
 * content depends only on what is counted, not on the order.
 *
 * <p>The counters stand in large segments, so that a look-up is one access to memory. A small change does not copy these:
 * it lays a table of the differences over them. {@link #folded} makes segments of both again.
 */
final class Counters {
    private static final int SEGMENT_BITS = 18;
    private static final int SEGMENT = 1 << SEGMENT_BITS;
    private static final int[] ZEROS = new int[SEGMENT];
    /** Most counters are shared with rare keys only: with about a quarter of the mean, by measurement. */
    private static final int TYPICAL_BITS = 2;

    /** Differences above which {@link #folded} pays. */
    private static final int MANY_DIFFERENCES = 1 << 16;

    private final int[][] segments;
    private final Overlay overlay;
    private final int bits;
    private final long total;

    private Counters(int[][] segments, Overlay overlay, int bits, long total) {
        this.segments = segments;
        this.overlay = overlay;
        this.bits = bits;
        this.total = total;
    }

    /** All zero; 2^{@code bits} counters, {@value #SEGMENT_BITS} bits at least. */
    static Counters zero(int bits) {
        int[][] segments = new int[1 << (bits - SEGMENT_BITS)][];
        Arrays.fill(segments, ZEROS);
        return new Counters(segments, Overlay.NONE, bits, 0);
    }

    long total() {
        return total;
    }

    /** Sets {@code estimates} to the counts of keys, by their well mixed 64-bit hashes: without what merely shares a counter. */
    void estimate(long[] hashes, int[] estimates) {
        int shift = Long.SIZE - bits;
        int others = (int) (total >>> (bits + TYPICAL_BITS));
        // nothing but the accesses to memory: so the processor has many of them under way at once
        for (int i = 0; i < estimates.length; i++) {
            int index = (int) (hashes[i] >>> shift);
            estimates[i] = segments[index >>> SEGMENT_BITS][index & SEGMENT - 1];
        }
        if (overlay.size() > 0) {
            for (int i = 0; i < estimates.length; i++) {
                estimates[i] += overlay.get((int) (hashes[i] >>> shift));
            }
        }
        for (int i = 0; i < estimates.length; i++) {
            estimates[i] = Math.max(0, estimates[i] - others);
        }
    }

    /** Whether there are so many differences over the segments that {@link #folded} pays. */
    boolean wantsFolding() {
        return overlay.size() > MANY_DIFFERENCES;
    }

    /** The same counts with nothing over the segments. */
    Counters folded() {
        if (overlay.size() == 0) {
            return this;
        }
        int[][] sums = new int[segments.length][];
        for (int s = 0; s < sums.length; s++) {
            sums[s] = segments[s].clone();
        }
        overlay.addTo(sums, SEGMENT_BITS);
        return new Counters(sums, Overlay.NONE, bits, total);
    }

    /** These counts over the segments of {@code folded}, which was made of {@code before}, an earlier state of this. */
    Counters over(Counters folded, Counters before) {
        // other segments: a large change has come in between, and has folded all itself
        return segments == before.segments
                ? new Counters(folded.segments, overlay.since(before.overlay), bits, total)
                : this;
    }

    /** With the counts of all {@code tallies} added: more differences, for few counts. */
    Counters withFew(List<Tally.Table> tallies) {
        Overlay more = overlay.copy();
        long sum = total;
        for (Tally.Table tally : tallies) {
            tally.addTo(more);
            sum += tally.total();
        }
        return new Counters(segments, more, bits, sum);
    }

    /** With the counts of all {@code tallies} added: a copy of everything, for many counts. */
    Counters withMany(List<Tally.Table> tallies, Workers workers) {
        int[][] sums = new int[segments.length][];
        workers.forEach(segments.length, s -> {
            int[] segment = segments[s].clone();
            for (Tally.Table tally : tallies) {
                tally.addTo(segment, s << SEGMENT_BITS);
            }
            sums[s] = segment;
        });
        overlay.addTo(sums, SEGMENT_BITS);
        long sum = total;
        for (Tally.Table tally : tallies) {
            sum += tally.total();
        }
        return new Counters(sums, Overlay.NONE, bits, sum);
    }

    void write(PageOutput out) {
        out.number(total);
        for (int[] segment : folded().segments) {
            out.ints(packed(segment));
        }
    }

    static Counters read(int bits, PageInput in) {
        Counters counters = zero(bits);
        long total = in.number();
        for (int s = 0; s < counters.segments.length; s++) {
            counters.segments[s] = unpacked(in.ints());
        }
        return new Counters(counters.segments, Overlay.NONE, bits, total);
    }

    /** A segment of mostly zeros as pairs of index and count; another one as it is. */
    private static int[] packed(int[] segment) {
        int used = 0;
        for (int count : segment) {
            used += count == 0 ? 0 : 1;
        }
        if (used * 2 >= SEGMENT) {
            return segment;
        }
        int[] pairs = new int[used * 2];
        int next = 0;
        for (int i = 0; i < SEGMENT; i++) {
            if (segment[i] != 0) {
                pairs[next++] = i;
                pairs[next++] = segment[i];
            }
        }
        return pairs;
    }

    private static int[] unpacked(int[] values) {
        if (values.length == SEGMENT) {
            return values;
        }
        if (values.length == 0) {
            return ZEROS;
        }
        int[] segment = new int[SEGMENT];
        for (int i = 0; i < values.length; i += 2) {
            segment[values[i]] = values[i + 1];
        }
        return segment;
    }
}
