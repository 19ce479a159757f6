package org.dupcheck.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.text.Grams;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;

/**
 * Says which of many watched texts a change of the reference set may touch, without comparing any: it keeps the grams of
 * the texts and looks those of the changed document up (a percolator: the queries are indexed, the documents are looked
 * up). It knows a text by all its grams and a document by those that would be indexed, as a check does. So a document that
 * a check of the text would find a seed in is never overlooked, but for seeds that stand in so many documents that the
 * statistics call them frequent. Not thread-safe.
 *
 * @param <K> names a text
 */
public final class Percolator<K> {
    /** Bits of the filter that nearly all grams fail at. */
    private static final int FILTER_BITS = 22;

    private static final int FILTER_MASK = (1 << FILTER_BITS) - 1;

    private final TextNormalizer normalizer = TextNormalizer.shared();
    private final TokenText scratch = new TokenText(4_096);
    /** Of each text the names of its grams, ascending. */
    private final Map<K, int[]> watched = new HashMap<>();

    private long grams;

    /** Watches a text, in the place of the one of that name. */
    public void watch(K key, List<Document.Section> sections) {
        forget(key);
        IntList names = new IntList();
        for (Document.Section section : sections) {
            addGrams(section.text(), 1, names);
        }
        int[] distinct = distinct(names.toArray());
        watched.put(key, distinct);
        grams += distinct.length;
    }

    /** Has no effect where no text of that name is watched. */
    public void forget(K key) {
        int[] names = watched.remove(key);
        grams -= names == null ? 0 : names.length;
    }

    /** Grams of all watched texts; each takes 4 bytes. */
    public long grams() {
        return grams;
    }

    /**
     * The watched texts that these documents may match, each with the number of grams that it shares with them: the more, the
     * likelier. Reads all grams once: some 100 ms for 30 million.
     *
     * @param statistics those that checks of the texts would use
     */
    public Map<K, Integer> touchedBy(List<Document> documents, Statistics statistics) {
        IntList names = new IntList();
        for (Document document : documents) {
            for (Document.Section section : document.sections()) {
                addGrams(section.text(), Grams.STRIDE, names);
            }
        }
        int[] wanted = Arrays.stream(distinct(names.toArray()))
                .filter(name -> !statistics.frequentGrams().has(name))
                .toArray();
        long[] filter = filter(wanted);
        Map<K, Integer> touched = new HashMap<>();
        watched.forEach((key, ofText) -> {
            int shared = shared(ofText, wanted, filter);
            if (shared > 0) {
                touched.put(key, shared);
            }
        });
        return touched;
    }

    private static int shared(int[] names, int[] wanted, long[] filter) {
        int shared = 0;
        for (int name : names) {
            boolean likely = (filter[(name & FILTER_MASK) >>> 6] & (1L << name)) != 0;
            shared += likely && Arrays.binarySearch(wanted, name) >= 0 ? 1 : 0;
        }
        return shared;
    }

    private static long[] filter(int[] names) {
        long[] filter = new long[1 << (FILTER_BITS - 6)];
        for (int name : names) {
            filter[(name & FILTER_MASK) >>> 6] |= 1L << name;
        }
        return filter;
    }

    private void addGrams(String text, int stride, IntList names) {
        normalizer.tokens(text, scratch);
        int[] tokens = new int[scratch.size()];
        scratch.copyTokens(tokens, 0);
        for (int at = 0; at + Grams.SPAN <= tokens.length; at += stride) {
            names.add(Grams.name(tokens, at));
        }
    }

    private static int[] distinct(int[] names) {
        Arrays.sort(names);
        int count = 0;
        for (int i = 0; i < names.length; i++) {
            if (i == 0 || names[i] != names[i - 1]) {
                names[count++] = names[i];
            }
        }
        return Arrays.copyOf(names, count);
    }
}
