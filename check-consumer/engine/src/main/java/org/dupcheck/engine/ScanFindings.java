package org.dupcheck.engine;

/**
 * The seeds that one page holds: pairs of a gram of the submission and a sample of the page. Immutable.
 *
 * @param grams number of the gram, for each seed; ascending
 * @param samples number of the sample, for each seed
 * @param hot grams that stand on this page alone in more places than are followed up; ascending
 */
record ScanFindings(Page page, int[] grams, int[] samples, int[] hot) implements ReferenceIndex.PageFindings {}
