package org.dupcheck.engine;

/**
 * A passage: {@code [q, qEnd)} of the submission and {@code [r, rEnd)} of a page.
 *
 * @param bits of its matching tokens, less what gaps cost
 * @param matched matching tokens
 * @param longestRun tokens of its longest run
 * @param strong whether it is worth reporting
 * @param counts whether it is still worth it without the text that is left out
 */
record Box(
        Page page,
        int section,
        int q,
        int qEnd,
        int r,
        int rEnd,
        int bits,
        int matched,
        int longestRun,
        boolean strong,
        boolean counts) {
    /** A run by itself. */
    static Box of(Page page, int section, Run run, int base, boolean counts) {
        int r = run.r() + base;
        return new Box(
                page,
                section,
                run.q(),
                run.q() + run.length(),
                r,
                r + run.length(),
                run.bits(),
                run.length(),
                run.length(),
                counts,
                counts);
    }

    Document.Id document() {
        return page.id(page.documentOf(section));
    }

    int sectionOfDocument() {
        return section - page.firstSection(page.documentOf(section));
    }

    /** Number of the first token in its section. */
    int fromOfSection() {
        return r - page.firstToken(section);
    }
}
