package org.dupcheck.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference set in memory. {@link #view} never waits and what it returns never changes; {@link #apply} is called by
 * one thread at a time.
 */
public interface ReferenceIndex {
    /** Names the algorithm's version, for the verdict's {@code engineVersion}. */
    static String engineVersion() {
        return "2026.14";
    }

    static ReferenceIndex empty(EngineSettings settings) {
        return MemoryIndex.empty(settings);
    }

    /**
     * The index that {@link #save} left in a directory, if it is whole and of the same engine and settings; else an empty
     * one, at corpus version 0, for the caller to fill. {@link #origin} says which.
     */
    static ReferenceIndex open(Path directory, EngineSettings settings) {
        return MemoryIndex.open(directory, settings);
    }

    /** Where the content came from: {@code empty}, {@code restored}, or {@code not restored: } and why. */
    default String origin() {
        return "empty";
    }

    /**
     * Writes the newest state to the directory the index was opened with. Pages that are there already are not written
     * again. Checks and changes go on meanwhile.
     *
     * @throws IllegalStateException if the index was not opened with a directory
     * @throws java.io.UncheckedIOException if the directory cannot be written; what was saved before stays valid
     */
    default void save() {
        throw new IllegalStateException("this index has no directory");
    }

    /**
     * Merges pages further than changes do by themselves, so that checks have fewer to look through: to be called when
     * many changes have come to an end. Takes as long as the merges do (about ten seconds for a million documents); checks
     * and changes go on meanwhile. Results do not change. May be called by any thread.
     */
    default void compact() {
        // nothing to merge
    }

    /** The newest state; a consistent, immutable snapshot. */
    View view();

    /**
     * Applies changes in order and makes them visible at once, all together.
     *
     * @param corpusVersion the version reached with the last of them; greater than the current one
     */
    void apply(List<Change> changes, long corpusVersion);

    /** A snapshot of the reference set: a list of pages at one corpus version. Immutable, thread-safe. */
    interface View {
        long corpusVersion();

        int pageCount();

        int documentCount();

        /** The statistics of this very version. The work of the first call grows with the reference set. */
        Statistics statistics();

        /**
         * Normalises and fingerprints a submission, or some of its sections, for this view.
         *
         * @param submission with the sections that are to be checked
         * @param statistics of this corpus version or an earlier one of the same reference set
         * @param wanted is asked in this and all later steps of the check
         */
        Query query(Document submission, CheckOptions options, Statistics statistics, Wanted wanted);

        /** The same for a check that nobody ends before its time. */
        default Query query(Document submission, CheckOptions options, Statistics statistics) {
            return query(submission, options, statistics, Wanted.ALWAYS);
        }

        /** Scans one page. Pure: pages may be scanned in any order, on any thread. */
        PageFindings scan(int page, Query query);

        /**
         * What the pages' findings come to, for each section of the query in its order; the same for any number and order of
         * pages, and whatever other sections there are.
         */
        List<SectionResult> sections(Query query, List<PageFindings> findings);

        /**
         * Puts the results of a submission's sections together, found in one check or in several. Scans nothing.
         *
         * @param submission with all its sections
         * @param results of each in that order, found in a view of this corpus version with the same statistics, options, name
         *     and owner of the submission
         * @param wanted is asked all along
         * @throws IllegalArgumentException if they are not as many as the sections
         */
        Comparison compose(Document submission, List<SectionResult> results, Wanted wanted);

        /** The same for a check that nobody ends before its time. */
        default Comparison compose(Document submission, List<SectionResult> results) {
            return compose(submission, results, Wanted.ALWAYS);
        }

        /** Scans all pages on the calling thread. */
        default List<PageFindings> scan(Query query) {
            List<PageFindings> findings = new ArrayList<>(pageCount());
            for (int page = 0; page < pageCount(); page++) {
                findings.add(scan(page, query));
            }
            return findings;
        }

        /** A whole check on the calling thread: all of the above. */
        default Comparison compare(Document submission, CheckOptions options, Statistics statistics) {
            Query query = query(submission, options, statistics);
            return compose(submission, sections(query, scan(query)));
        }

        /** The same with the statistics of this very version. */
        default Comparison compare(Document submission, CheckOptions options) {
            return compare(submission, options, statistics());
        }
    }

    /** A prepared submission. Immutable, thread-safe. */
    interface Query {}

    /** What one page had to say. Immutable. */
    interface PageFindings {}
}
