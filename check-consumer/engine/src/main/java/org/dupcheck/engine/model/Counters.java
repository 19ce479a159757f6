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
 * <p>The counters stand in one array: a look-up is one access to memory, and what is as large as that the garbage
 * collector never moves. A small change does not copy it: it lays a table of the differences over it. {@link #folded} makes
 * one array of both again.
 */
final class Counters {
    private static final int[] NONE = new int[0];

    /** Counters that one thread copies at a time, and that are written to a file together. */
    private static final int PART = 1 << 18;

    /** Most counters are shared with rare keys only: with about a quarter of the mean, by measurement. */
    private static final int TYPICAL_BITS = 2;

    /** Differences above which {@link #folded} pays. */
    private static final int MANY_DIFFERENCES = 1 << 16;
    /** Differences above which a change had better copy all counters than these. */
    private static final int TOO_MANY_DIFFERENCES = 1 << 18;

    /** Nothing while all are zero: an empty reference set takes no memory. */
    private final int[] counters;

    private final Overlay overlay;
    private final int bits;
    private final long total;

    private Counters(int[] counters, Overlay overlay, int bits, long total) {
        this.counters = counters;
        this.overlay = overlay;
        this.bits = bits;
        this.total = total;
    }

    /** All zero; 2^{@code bits} counters, 2^18 at least. */
    static Counters zero(int bits) {
        return new Counters(NONE, Overlay.NONE, bits, 0);
    }

    long total() {
        return total;
    }

    /**
     * Sets {@code estimates} to the counts of keys, by their well mixed 64-bit hashes: without what merely shares a counter.
     *
     * @param count how many of {@code hashes} are keys
     * @param at where in {@code estimates} the first one's is set
     */
    void estimate(long[] hashes, int count, int[] estimates, int at) {
        int shift = Long.SIZE - bits;
        int others = (int) (total >>> (bits + TYPICAL_BITS));
        // nothing but the accesses to memory: so the processor has many of them under way at once
        if (counters.length == 0) {
            Arrays.fill(estimates, at, at + count, 0);
        } else {
            for (int i = 0; i < count; i++) {
                estimates[at + i] = counters[(int) (hashes[i] >>> shift)];
            }
        }
        if (overlay.size() > 0) {
            for (int i = 0; i < count; i++) {
                estimates[at + i] += overlay.get((int) (hashes[i] >>> shift));
            }
        }
        for (int i = at; i < at + count; i++) {
            estimates[i] = Math.max(0, estimates[i] - others);
        }
    }

    /** Whether there are so many differences over the counters that {@link #folded} pays. */
    boolean wantsFolding() {
        return overlay.size() > MANY_DIFFERENCES;
    }

    /** Whether there are so many that the next change should be added by {@link #withMany}: nobody got round to folding. */
    boolean needsFolding() {
        return overlay.size() > TOO_MANY_DIFFERENCES;
    }

    /** The same counts with nothing over the array. */
    Counters folded() {
        if (overlay.size() == 0) {
            return this;
        }
        int[] sums = Arrays.copyOf(counters, 1 << bits);
        overlay.addTo(sums, 0);
        return new Counters(sums, Overlay.NONE, bits, total);
    }

    /** These counts over the array of {@code folded}, which was made of {@code before}, an earlier state of this. */
    Counters over(Counters folded, Counters before) {
        // another array: a large change has come in between, and has folded all itself
        return counters == before.counters
                ? new Counters(folded.counters, overlay.since(before.overlay), bits, total)
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
        return new Counters(counters, more, bits, sum);
    }

    /** With the counts of all {@code tallies} added: a copy of everything, for many counts. */
    Counters withMany(List<Tally.Table> tallies, Workers workers) {
        int[] sums = new int[1 << bits];
        workers.forEach(sums.length / PART, part -> {
            int first = part * PART;
            if (counters.length > 0) {
                System.arraycopy(counters, first, sums, first, PART);
            }
            for (Tally.Table tally : tallies) {
                tally.addTo(sums, first, first + PART);
            }
        });
        overlay.addTo(sums, 0);
        long sum = total;
        for (Tally.Table tally : tallies) {
            sum += tally.total();
        }
        return new Counters(sums, Overlay.NONE, bits, sum);
    }

    /** Part by part, so that differences are not folded into a copy of all. */
    void write(PageOutput out) {
        out.number(total);
        if (counters.length == 0 && overlay.size() * 2 < PART) {
            writeDifferences(out);
            return;
        }
        int[] part = new int[PART];
        for (int first = 0; first < 1 << bits; first += PART) {
            if (counters.length == 0) {
                Arrays.fill(part, 0);
            } else {
                System.arraycopy(counters, first, part, 0, PART);
            }
            overlay.addTo(part, first);
            out.ints(packed(part));
        }
    }

    /** The same where there is nothing below the differences, and no part is full of them: without a look at each zero. */
    private void writeDifferences(PageOutput out) {
        long[] sorted = overlay.sorted();
        int from = 0;
        for (int first = 0; first < 1 << bits; first += PART) {
            int to = from;
            while (to < sorted.length && (int) (sorted[to] >>> Integer.SIZE) < first + PART) {
                to++;
            }
            int[] pairs = new int[(to - from) * 2];
            for (int i = from; i < to; i++) {
                pairs[(i - from) * 2] = (int) (sorted[i] >>> Integer.SIZE) - first;
                pairs[(i - from) * 2 + 1] = (int) sorted[i];
            }
            out.ints(pairs);
            from = to;
        }
    }

    /** Few counts are laid over nothing, so that those of a small reference set take little memory. */
    static Counters read(int bits, PageInput in) {
        long total = in.number();
        int[][] parts = new int[(1 << bits) / PART][];
        long values = 0;
        for (int part = 0; part < parts.length; part++) {
            parts[part] = in.ints();
            values += parts[part].length;
        }
        if (values / 2 <= MANY_DIFFERENCES) {
            return new Counters(NONE, overlay(parts), bits, total);
        }
        int[] counters = new int[1 << bits];
        for (int part = 0; part < parts.length; part++) {
            unpack(parts[part], counters, part * PART);
        }
        return new Counters(counters, Overlay.NONE, bits, total);
    }

    /** @param parts pairs of index and count */
    private static Overlay overlay(int[][] parts) {
        Overlay overlay = Overlay.empty();
        for (int part = 0; part < parts.length; part++) {
            for (int i = 0; i < parts[part].length; i += 2) {
                overlay.add(part * PART + parts[part][i], parts[part][i + 1]);
            }
        }
        return overlay;
    }

    /** A part of mostly zeros as pairs of index and count; another one as it is. */
    private static int[] packed(int[] part) {
        int used = 0;
        for (int count : part) {
            used += count == 0 ? 0 : 1;
        }
        if (used * 2 >= PART) {
            return part;
        }
        int[] pairs = new int[used * 2];
        int next = 0;
        for (int i = 0; i < PART; i++) {
            if (part[i] != 0) {
                pairs[next++] = i;
                pairs[next++] = part[i];
            }
        }
        return pairs;
    }

    private static void unpack(int[] values, int[] counters, int first) {
        if (values.length == PART) {
            System.arraycopy(values, 0, counters, first, PART);
            return;
        }
        for (int i = 0; i < values.length; i += 2) {
            counters[first + values[i]] = values[i + 1];
        }
    }
}
