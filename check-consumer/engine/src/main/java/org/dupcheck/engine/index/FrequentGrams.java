package org.dupcheck.engine.index;

import java.util.Arrays;
import java.util.List;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.LongList;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.text.Grams;

/**
 * The names of the grams that many reference documents hold. Depends only on the set of documents in force, not on their
 * pages. Immutable.
 */
public final class FrequentGrams {
    /** A gram that more documents hold is frequent. */
    public static final int MAX_DOCUMENTS = 40;

    /** Of no documents. */
    public static final FrequentGrams NONE = new FrequentGrams(new int[0]);

    /** Samples that are counted at a time, about: so the work needs little memory whatever the size of the set. */
    private static final int PORTION = 1 << 20;

    private static final int NAMES = 1 << Grams.BITS;

    /** Ascending. */
    private final int[] names;

    private FrequentGrams(int[] names) {
        this.names = names;
    }

    /** Counts the documents in force that hold each gram. The work is that of all samples. */
    public static FrequentGrams of(List<Page> pages, List<Deletions> deletions) {
        long samples = 0;
        for (Page page : pages) {
            samples += page.samples();
        }
        int step = (int) (NAMES / (samples / PORTION + 1)) + 1;
        IntList frequent = new IntList();
        for (int from = 0; from < NAMES; from += step) {
            int to = Math.min(NAMES, from + step);
            LongList counts = new LongList();
            for (int p = 0; p < pages.size(); p++) {
                count(pages.get(p), deletions.get(p), from, to, counts);
            }
            addFrequent(counts.toArray(), frequent);
        }
        return new FrequentGrams(frequent.toArray());
    }

    /** Adds the names in {@code [from, to)} that some document in force on the page holds, each with how many do. */
    private static void count(Page page, Deletions deletions, int from, int to, LongList counts) {
        int name = -1;
        int document = -1;
        int documents = 0;
        for (GramTable.Cursor cursor = page.grams().from(from); cursor.isBefore(to); cursor.next()) {
            if (cursor.name() != name) {
                add(name, documents, counts);
                name = cursor.name();
                document = -1;
                documents = 0;
            }
            // the samples of a gram come ascending, and so those of one document
            int next = page.documentOf(page.sectionOfSample(cursor.sample()));
            if (next != document && !deletions.has(next)) {
                documents++;
            }
            document = next;
        }
        add(name, documents, counts);
    }

    private static void add(int name, int documents, LongList counts) {
        if (documents > 0) {
            counts.add((long) name << Integer.SIZE | documents);
        }
    }

    /** @param counts a name and its documents of one page each */
    private static void addFrequent(long[] counts, IntList frequent) {
        Arrays.sort(counts);
        long documents = 0;
        for (int i = 0; i < counts.length; i++) {
            documents += (int) counts[i];
            boolean isLast = i + 1 == counts.length || counts[i + 1] >>> Integer.SIZE != counts[i] >>> Integer.SIZE;
            if (isLast) {
                if (documents > MAX_DOCUMENTS) {
                    frequent.add((int) (counts[i] >>> Integer.SIZE));
                }
                documents = 0;
            }
        }
    }

    /** How many there are. */
    public int size() {
        return names.length;
    }

    /** Whether the gram of that name is one of them. */
    public boolean has(int name) {
        return Arrays.binarySearch(names, name) >= 0;
    }

    /** Writes the names. */
    public void write(PageOutput out) {
        out.ints(names);
    }

    /** Reads what {@link #write} wrote. */
    public static FrequentGrams read(PageInput in) {
        return new FrequentGrams(in.ints());
    }
}
