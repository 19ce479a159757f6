package org.dupcheck.engine.search;

import java.util.TreeSet;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.index.Deletions;
import org.dupcheck.engine.index.GramTable;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.QueryGrams;
import org.dupcheck.engine.query.SectionQuery;

/** The seeds that one page holds of a section: pairs of a gram of the submission and a sample of the page. Immutable. */
public final class ScanFindings {
    /** Grams that are looked up at a time: so many that the accesses to memory are under way at once, and so few that they end soon. */
    private static final int BLOCK = 1 << 14;

    private final Page page;
    private final Deletions deletions;
    /** Where the seeds of each gram start; one more than there are grams. */
    private final int[] starts;

    private final int[] samples;
    private final int[] crowded;
    private final int[] frequent;

    /** Keeps the reading ahead from being optimised away. */
    private final int fetched;

    private ScanFindings(Page page, Deletions deletions, Collector found, int fetched) {
        this.page = page;
        this.deletions = deletions;
        this.starts = found.starts;
        this.samples = found.samples.toArray();
        this.crowded = found.crowded.toArray();
        this.frequent = found.frequent.toArray();
        this.fetched = fetched;
    }

    /**
     * Looks the grams up: of each {@link GramCounts#MAX_PLACES} places, whatever the documents; of a gram in more places a
     * few of each document, unless so many documents hold it. Of a frequent gram none.
     *
     * @param all lists all places of all grams
     */
    public static ScanFindings of(Page page, Deletions deletions, SectionQuery query, boolean all) {
        QueryGrams grams = query.grams;
        Collector found =
                new Collector(page, deletions, grams.count(), all ? Integer.MAX_VALUE : GramCounts.MAX_PLACES);
        int fetched = 0;
        for (int from = 0; from < grams.count(); from += BLOCK) {
            query.wanted.ask();
            int to = Math.min(grams.count(), from + BLOCK);
            fetched += page.grams().fetch(grams.names(), from, to);
            for (int gram = from; gram < to; gram++) {
                found.add(gram, grams.name(gram), !all && grams.isFrequent(gram));
            }
        }
        return new ScanFindings(page, deletions, found, fetched);
    }

    /** Lists the places of grams. */
    private static final class Collector {
        private final Page page;
        private final Deletions deletions;
        private final GramTable table;
        private final GramDocuments documents;
        private final int most;
        private final int[] starts;
        private final IntList samples = new IntList();
        private final IntList crowded = new IntList();
        private final IntList frequent = new IntList();

        Collector(Page page, Deletions deletions, int grams, int most) {
            this.page = page;
            this.deletions = deletions;
            this.table = page.grams();
            this.documents = new GramDocuments(page, deletions);
            this.most = most;
            this.starts = new int[grams + 1];
        }

        /** Adds the next gram. */
        void add(int gram, int name, boolean isFrequent) {
            int start = samples.size();
            for (int at = table.first(name); !isFrequent && table.has(at, name); at++) {
                int sample = table.sample(at);
                if (!deletions.isEmpty() && deletions.has(page.documentOf(page.sectionOfSample(sample)))) {
                    continue;
                }
                if (samples.size() - start == most) {
                    samples.truncate(start);
                    addByDocument(gram, name);
                    break;
                }
                samples.add(sample);
            }
            starts[gram + 1] = samples.size();
        }

        private void addByDocument(int gram, int name) {
            int start = samples.size();
            int count = 0;
            for (documents.of(name); documents.next(); ) {
                if (++count > most) {
                    samples.truncate(start);
                    frequent.add(gram);
                    return;
                }
                for (int place = 0; place < Math.min(documents.places(), GramCounts.MAX_OF_DOCUMENT); place++) {
                    samples.add(documents.sample(place));
                }
            }
            crowded.add(gram);
        }
    }

    /** A number without meaning. */
    int fetched() {
        return fetched;
    }

    /** Where they were found. */
    public Page page() {
        return page;
    }

    /** Which of its documents are no longer in force. */
    public Deletions deletions() {
        return deletions;
    }

    /** Where the samples of a gram start among all; those of one document are in a row. */
    int start(int gram) {
        return starts[gram];
    }

    /** Where they end. */
    int end(int gram) {
        return starts[gram + 1];
    }

    /** A sample by its number among all. */
    int sample(int number) {
        return samples[number];
    }

    /** The document of a sample, by the sample's number among all. */
    int document(int number) {
        return page.documentOf(page.sectionOfSample(samples[number]));
    }

    /** Grams that stand on this page alone in more places than are listed, though not in so many documents; ascending. */
    int[] crowded() {
        return crowded;
    }

    /** Grams that on this page alone more documents hold than are followed up; ascending; none of their places is listed. */
    int[] frequent() {
        return frequent;
    }

    /** The different sections of the seeds, ascending. */
    public Iterable<Integer> sections() {
        TreeSet<Integer> sections = new TreeSet<>();
        for (int sample : samples) {
            sections.add(page.sectionOfSample(sample));
        }
        return sections;
    }
}
