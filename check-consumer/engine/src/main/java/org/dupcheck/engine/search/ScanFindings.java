package org.dupcheck.engine.search;

import java.util.TreeSet;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.index.Deletions;
import org.dupcheck.engine.index.GramTable;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.QueryGrams;

/** The seeds that one page holds: pairs of a gram of the submission and a sample of the page. Immutable. */
public final class ScanFindings implements ReferenceIndex.PageFindings {
    private final Page page;
    private final Deletions deletions;
    /** Where the seeds of each gram start; one more than there are grams. */
    private final int[] starts;

    private final int[] samples;
    private final int[] hot;

    /** Keeps the reading ahead from being optimised away. */
    private final int fetched;

    private ScanFindings(Page page, Deletions deletions, int[] starts, int[] samples, int[] hot, int fetched) {
        this.page = page;
        this.deletions = deletions;
        this.starts = starts;
        this.samples = samples;
        this.hot = hot;
        this.fetched = fetched;
    }

    /** @param most places of one gram, over which they are not listed */
    public static ScanFindings of(Page page, Deletions deletions, QueryGrams queryGrams, int most) {
        GramTable table = page.grams();
        int fetched = table.fetch(queryGrams.names());
        int[] starts = new int[queryGrams.count() + 1];
        IntList samples = new IntList();
        IntList hot = new IntList();
        for (int gram = 0; gram < queryGrams.count(); gram++) {
            int name = queryGrams.name(gram);
            int size = samples.size();
            starts[gram] = size;
            for (int at = table.first(name); table.has(at, name); at++) {
                int sample = table.sample(at);
                if (!deletions.isEmpty() && deletions.has(page.documentOf(page.sectionOfSample(sample)))) {
                    continue;
                }
                if (samples.size() - size == most) {
                    samples.truncate(size);
                    hot.add(gram);
                    break;
                }
                samples.add(sample);
            }
        }
        starts[queryGrams.count()] = samples.size();
        return new ScanFindings(page, deletions, starts, samples.toArray(), hot.toArray(), fetched);
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

    /** Where the samples of a gram start among all. */
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

    /** Grams that stand on this page alone in more places than are followed up; ascending. */
    int[] hot() {
        return hot;
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
