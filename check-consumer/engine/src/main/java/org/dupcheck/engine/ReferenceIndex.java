package org.dupcheck.engine;

import java.util.List;

/**
 * The reference set in memory. {@link #view} never waits and what it returns never changes; {@link #apply} is called by
 * one thread at a time.
 */
public interface ReferenceIndex {
    /** Names the algorithm's version, for the verdict's {@code engineVersion}. */
    static String engineVersion() {
        return "2026.1";
    }

    static ReferenceIndex empty(EngineSettings settings) {
        return new MemoryIndex(settings);
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

        /** Normalises and fingerprints a submission for this view. */
        Query query(Document submission, CheckOptions options);

        /** Scans one page. Pure: pages may be scanned in any order, on any thread. */
        PageFindings scan(int page, Query query);

        /** Puts the pages' findings together; the same for any number and order of pages. */
        Comparison conclude(Query query, List<PageFindings> findings);
    }

    /** A prepared submission. Immutable, thread-safe. */
    interface Query {}

    /** What one page had to say. Immutable. */
    interface PageFindings {}
}
