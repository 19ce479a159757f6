package org.dupcheck.engine.search;

import java.util.BitSet;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Deletions;
import org.dupcheck.engine.index.GramTable;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.QueryGrams;
import org.dupcheck.engine.query.SectionQuery;

/**
 * The seeds that one page holds of a section: pairs of a gram of the submission and a sample of the page. A plain value:
 * {@link SelectionBytes} writes and reads it. Immutable.
 */
public final class ScanFindings {
    /** Grams that are looked up at a time: so many that the accesses to memory are under way at once, and so few that they end soon. */
    private static final int BLOCK = 1 << 14;

    /** The number of the page. */
    private final int page;
    /** Where the seeds of each gram start; one more than there are grams. */
    private final int[] starts;

    private final int[] samples;
    private final int[] crowded;
    private final int[] frequent;

    /** Keeps the reading ahead from being optimised away. */
    private final int fetched;

    ScanFindings(int page, int[] starts, int[] samples, int[] crowded, int[] frequent, int fetched) {
        this.page = page;
        this.starts = starts;
        this.samples = samples;
        this.crowded = crowded;
        this.frequent = frequent;
        this.fetched = fetched;
    }

    /**
     * Looks the grams up: of each {@link GramCounts#MAX_PLACES} places, whatever the documents; of a gram in more places a
     * few of each document, unless so many documents hold it. Of a frequent gram none.
     *
     * @param all lists all places of all grams
     */
    public static ScanFindings of(Pages pages, int number, SectionQuery query, boolean all) {
        Page page = pages.page(number);
        QueryGrams grams = query.grams;
        Collector found = new Collector(
                page,
                pages.deletions(number),
                grams.count(),
                all ? Integer.MAX_VALUE : GramCounts.MAX_PLACES,
                query.pace());
        int fetched = 0;
        for (int from = 0; from < grams.count(); from += BLOCK) {
            query.wanted.ask();
            int to = Math.min(grams.count(), from + BLOCK);
            fetched += page.grams().fetch(grams.names(), from, to);
            for (int gram = from; gram < to; gram++) {
                found.add(gram, grams.name(gram), !all && grams.isFrequent(gram));
            }
        }
        return new ScanFindings(
                number,
                found.starts,
                found.samples.toArray(),
                found.crowded.toArray(),
                found.frequent.toArray(),
                fetched);
    }

    /** Lists the places of grams. */
    private static final class Collector {
        private final Page page;
        private final Deletions deletions;
        private final GramTable table;
        private final GramDocuments documents;
        private final int most;
        private final Pace pace;
        private final int[] starts;
        private final IntList samples = new IntList();
        private final IntList crowded = new IntList();
        private final IntList frequent = new IntList();

        Collector(Page page, Deletions deletions, int grams, int most, Pace pace) {
            this.pace = pace;
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
                pace.at(at);
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
                pace.spend(8);
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

    /** The number of the page where they were found. */
    public int page() {
        return page;
    }

    /** Different grams that were looked up. */
    int grams() {
        return starts.length - 1;
    }

    /** Samples in all. */
    int samples() {
        return samples.length;
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

    /** The document of a sample on their page, by the sample's number among all. */
    int document(Page of, int number) {
        return of.documentOf(of.sectionOfSample(samples[number]));
    }

    /** Grams that stand on this page alone in more places than are listed, though not in so many documents; ascending. */
    int[] crowded() {
        return crowded;
    }

    /** Grams that on this page alone more documents hold than are followed up; ascending; none of their places is listed. */
    int[] frequent() {
        return frequent;
    }

    /** The sections of their page that have one. */
    BitSet sections(Page of, Pace pace) {
        BitSet sections = new BitSet();
        for (int sample : samples) {
            pace.spend(1);
            sections.set(of.sectionOfSample(sample));
        }
        return sections;
    }
}
