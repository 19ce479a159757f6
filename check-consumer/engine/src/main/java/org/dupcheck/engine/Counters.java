package org.dupcheck.engine;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A fixed number of counters behind one hash, as an immutable value: a change copies only the chunks it touches. Keys
 * that share a counter are counted together; {@link #unshared} takes the expected share of the others off again (the
 * count-mean idea of Deng and Rafiei, 2007). The content depends only on what is counted, not on the order.
 */
final class Counters {
    private static final int CHUNK_BITS = 8;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int[] ZEROS = new int[CHUNK];

    private final int[][] chunks;
    private final int shift;
    private final long total;

    private Counters(int[][] chunks, int shift, long total) {
        this.chunks = chunks;
        this.shift = shift;
        this.total = total;
    }

    /** All zero; 2^{@code bits} counters. */
    static Counters zero(int bits) {
        int[][] chunks = new int[1 << (bits - CHUNK_BITS)][];
        Arrays.fill(chunks, ZEROS);
        return new Counters(chunks, Long.SIZE - bits, 0);
    }

    /** What the counter of a well mixed 64-bit hash holds. */
    int get(long hash) {
        int index = (int) (hash >>> shift);
        return chunks[index >>> CHUNK_BITS][index & CHUNK - 1];
    }

    /** An estimate of the key's own count, without those that merely share its counter. */
    int unshared(long hash) {
        return Math.max(0, get(hash) - (int) (total >>> (Long.SIZE - shift)));
    }

    long total() {
        return total;
    }

    void write(PageOutput out) {
        IntList used = new IntList();
        for (int c = 0; c < chunks.length; c++) {
            if (chunks[c] != ZEROS) {
                used.add(c);
            }
        }
        int[] values = new int[used.size() * CHUNK];
        for (int i = 0; i < used.size(); i++) {
            System.arraycopy(chunks[used.get(i)], 0, values, i * CHUNK, CHUNK);
        }
        out.number(total);
        out.ints(used.toArray());
        out.ints(values);
    }

    static Counters read(int bits, PageInput in) {
        Counters counters = zero(bits);
        long total = in.number();
        int[] used = in.ints();
        int[] values = in.ints();
        for (int i = 0; i < used.length; i++) {
            counters.chunks[used[i]] = Arrays.copyOfRange(values, i * CHUNK, (i + 1) * CHUNK);
        }
        return new Counters(counters.chunks, counters.shift, total);
    }

    Changes change() {
        return new Changes(this);
    }

    /** Gathers changes; used by one thread. */
    static final class Changes {
        private final int[][] chunks;
        private final BitSet own;
        private final int shift;
        private long total;

        private Changes(Counters base) {
            chunks = base.chunks.clone();
            own = new BitSet(chunks.length);
            shift = base.shift;
            total = base.total;
        }

        void add(long hash, int amount) {
            int index = (int) (hash >>> shift);
            int chunk = index >>> CHUNK_BITS;
            if (!own.get(chunk)) {
                own.set(chunk);
                chunks[chunk] = chunks[chunk].clone();
            }
            chunks[chunk][index & CHUNK - 1] += amount;
            total += amount;
        }

        /** The changes become a value; this object must not be used again. */
        Counters done() {
            return new Counters(chunks, shift, total);
        }
    }
}
