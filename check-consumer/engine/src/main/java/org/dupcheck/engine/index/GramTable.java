package org.dupcheck.engine.index;

import java.util.Arrays;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.text.Grams;

/**
 * From a gram's name to the numbers of its samples, ascending: a hash table in one array. A name's upper bits choose a
 * bucket; an entry holds the name's other bits above the sample's number, 32 bits in all for a table of any size. A
 * bucket's entries are sorted. Immutable.
 */
public final class GramTable {
    /** A bucket holds about 2^3 entries. */
    private static final int LOAD_BITS = 3;

    private static final int LINEAR = 24;

    private final int[] bucketStarts;
    private final int[] entries;
    /** Bits of an entry that hold the sample's number. */
    private final int sampleBits;

    private final int checkBits;

    private GramTable(int[] bucketStarts, int[] entries, int checkBits) {
        this.bucketStarts = bucketStarts;
        this.entries = entries;
        this.checkBits = checkBits;
        this.sampleBits = Integer.SIZE - checkBits;
    }

    /** @param names the name of each sample's gram; fewer than 2^29 */
    static GramTable of(int[] names) {
        int numberBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, names.length - 1));
        int bucketBits = Math.max(0, numberBits - LOAD_BITS);
        int checkBits = Grams.BITS - bucketBits;
        int[] starts = new int[(1 << bucketBits) + 1];
        for (int name : names) {
            starts[(name >>> checkBits) + 1]++;
        }
        for (int b = 1; b < starts.length; b++) {
            starts[b] += starts[b - 1];
        }
        int[] next = Arrays.copyOf(starts, starts.length - 1);
        int[] entries = new int[names.length];
        for (int sample = 0; sample < names.length; sample++) {
            int name = names[sample];
            // flipped, so that signed numbers sort as unsigned ones
            entries[next[name >>> checkBits]++] = (name << (Integer.SIZE - checkBits) | sample) ^ Integer.MIN_VALUE;
        }
        for (int b = 0; b + 1 < starts.length; b++) {
            sort(entries, starts[b], starts[b + 1]);
        }
        for (int i = 0; i < entries.length; i++) {
            entries[i] ^= Integer.MIN_VALUE;
        }
        return new GramTable(starts, entries, checkBits);
    }

    private static void sort(int[] entries, int from, int to) {
        if (to - from > LINEAR) {
            Arrays.sort(entries, from, to);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            int entry = entries[i];
            int at = i;
            while (at > from && entries[at - 1] > entry) {
                entries[at] = entries[at - 1];
                at--;
            }
            entries[at] = entry;
        }
    }

    /**
     * Reads what looking the names {@code [from, to)} up will read: many accesses to memory at once instead of one after the
     * other.
     *
     * @return a number without meaning, so that the reading is not optimised away
     */
    public int fetch(int[] names, int from, int to) {
        int[] guesses = new int[to - from];
        for (int i = 0; i < guesses.length; i++) {
            int bucket = names[from + i] >>> checkBits;
            guesses[i] = guess(bucketStarts[bucket], bucketStarts[bucket + 1], names[from + i]);
        }
        int sum = 0;
        int last = entries.length - 1;
        for (int i = 0; i < guesses.length && last >= 0; i++) {
            sum += entries[Math.min(guesses[i], last)];
        }
        return sum;
    }

    /** Where the entry of a name is likely to be in its bucket: the names are spread evenly. */
    private int guess(int low, int high, int name) {
        return low + (int) (((long) (high - low) * (name & (1 << checkBits) - 1)) >>> checkBits);
    }

    /** The index of the first entry of that name; or, if it has none, of the first behind it, for which {@link #has} says no. */
    public int first(int name) {
        int bucket = name >>> checkBits;
        int low = bucketStarts[bucket];
        int high = bucketStarts[bucket + 1];
        int wanted = (name << sampleBits) ^ Integer.MIN_VALUE;
        if (high - low > LINEAR) {
            return search(low, high, wanted);
        }
        int at = guess(low, high, name);
        while (at > low && (entries[at - 1] ^ Integer.MIN_VALUE) >= wanted) {
            at--;
        }
        while (at < high && (entries[at] ^ Integer.MIN_VALUE) < wanted) {
            at++;
        }
        return at;
    }

    private int search(int from, int to, int wanted) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if ((entries[middle] ^ Integer.MIN_VALUE) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether the entry at {@code index} is one of that name; only for indices from {@link #first} on, without a gap. */
    public boolean has(int index, int name) {
        return index < bucketStarts[(name >>> checkBits) + 1]
                && entries[index] >>> sampleBits == (name & (1 << checkBits) - 1);
    }

    /** The index of the first entry after {@code index}, which is one of that name, whose sample is beyond {@code sample}. */
    public int after(int index, int name, int sample) {
        int high = bucketStarts[(name >>> checkBits) + 1];
        int last = (name << sampleBits | sample) ^ Integer.MIN_VALUE;
        int step = 1;
        int low = index + 1;
        // most documents have a gram once: so in steps that grow, then between the last two
        while (low + step <= high && (entries[low + step - 1] ^ Integer.MIN_VALUE) <= last) {
            low += step;
            step <<= 1;
        }
        int end = Math.min(high, low + step - 1);
        while (low < end) {
            int middle = (low + end) >>> 1;
            if ((entries[middle] ^ Integer.MIN_VALUE) <= last) {
                low = middle + 1;
            } else {
                end = middle;
            }
        }
        return low;
    }

    /** Goes through the entries by their names, then by their samples. Used by one thread. */
    final class Cursor {
        private int bucket;
        private int at;

        private Cursor(int name) {
            bucket = name >>> checkBits;
            at = first(name);
            toEntry();
        }

        /** To the bucket that the entry at hand is in. */
        private void toEntry() {
            while (at < entries.length && at == bucketStarts[bucket + 1]) {
                bucket++;
            }
        }

        /** Whether there is an entry at hand whose name is less than that one. */
        boolean isBefore(int name) {
            return at < entries.length && name() < name;
        }

        /** The name of the entry at hand. */
        int name() {
            return bucket << checkBits | entries[at] >>> sampleBits;
        }

        /** Its sample. */
        int sample() {
            return GramTable.this.sample(at);
        }

        void next() {
            at++;
            toEntry();
        }
    }

    /** A cursor at the first entry whose name is not less than that one. */
    Cursor from(int name) {
        return new Cursor(name);
    }

    void write(PageOutput out) {
        out.number(checkBits);
        out.ints(bucketStarts);
        out.ints(entries);
    }

    static GramTable read(PageInput in) {
        int checkBits = (int) in.number();
        return new GramTable(in.ints(), in.ints(), checkBits);
    }

    long bytes() {
        return 4L * (bucketStarts.length + entries.length);
    }

    /** The number of the sample that the entry stands for. */
    public int sample(int index) {
        return entries[index] & (1 << sampleBits) - 1;
    }
}
