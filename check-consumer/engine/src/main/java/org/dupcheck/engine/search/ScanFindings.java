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
    private final int[] grams;
    private final int[] samples;
    private final int[] hot;

    /** Keeps the reading ahead from being optimised away. */
    private final int fetched;

    private ScanFindings(Page page, Deletions deletions, int[] grams, int[] samples, int[] hot, int fetched) {
        this.page = page;
        this.deletions = deletions;
        this.grams = grams;
        this.samples = samples;
        this.hot = hot;
        this.fetched = fetched;
    }

    /** @param most places of one gram, over which they are not listed */
    public static ScanFindings of(Page page, Deletions deletions, QueryGrams queryGrams, int most) {
        GramTable table = page.grams();
        int fetched = table.fetch(queryGrams.names());
        IntList grams = new IntList();
        IntList samples = new IntList();
        IntList hot = new IntList();
        for (int gram = 0; gram < queryGrams.count(); gram++) {
            int name = queryGrams.name(gram);
            int size = grams.size();
            for (int at = table.first(name); table.has(at, name); at++) {
                int sample = table.sample(at);
                if (!deletions.isEmpty() && deletions.has(page.documentOf(page.sectionOfSample(sample)))) {
                    continue;
                }
                if (grams.size() - size == most) {
                    grams.truncate(size);
                    samples.truncate(size);
                    hot.add(gram);
                    break;
                }
                grams.add(gram);
                samples.add(sample);
            }
        }
        return new ScanFindings(page, deletions, grams.toArray(), samples.toArray(), hot.toArray(), fetched);
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

    /** Number of the gram, for each seed; ascending. */
    int[] grams() {
        return grams;
    }

    /** Number of the sample, for each seed. */
    int[] samples() {
        return samples;
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
