package org.dupcheck.engine;

/** The seeds that one page holds: pairs of a gram of the submission and a sample of the page. Immutable. */
final class ScanFindings implements ReferenceIndex.PageFindings {
    private final Page page;
    private final int[] grams;
    private final int[] samples;
    private final int[] hot;

    /**
     * @param grams number of the gram, for each seed; ascending
     * @param samples number of the sample, for each seed
     * @param hot grams that stand on this page alone in more places than are followed up; ascending
     */
    ScanFindings(Page page, int[] grams, int[] samples, int[] hot) {
        this.page = page;
        this.grams = grams;
        this.samples = samples;
        this.hot = hot;
    }

    Page page() {
        return page;
    }

    int[] grams() {
        return grams;
    }

    int[] samples() {
        return samples;
    }

    int[] hot() {
        return hot;
    }
}
