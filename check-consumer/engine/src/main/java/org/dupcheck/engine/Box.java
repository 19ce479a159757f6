package org.dupcheck.engine;

/** A passage: chains of one document that lie close together in both texts. Places as in {@link Chain}, on the page. */
record Box(
        Page page,
        int section,
        int q,
        int qEnd,
        int r,
        int rEnd,
        int bits,
        int gross,
        int uncovered,
        int chains,
        int matched,
        int longestRun,
        boolean counts) {
    Document.Id document() {
        return page.id(page.documentOf(section));
    }
}
