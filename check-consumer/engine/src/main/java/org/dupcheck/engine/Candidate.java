package org.dupcheck.engine;

/**
 * A stretch of a reference section worth aligning.
 *
 * @param from first token of its seeds, on the page
 * @param to the token after its seeds
 * @param weight of its different grams, in parts of a bit
 */
record Candidate(Page page, int section, int from, int to, int weight) {
    Document.Id document() {
        return page.id(page.documentOf(section));
    }
}
