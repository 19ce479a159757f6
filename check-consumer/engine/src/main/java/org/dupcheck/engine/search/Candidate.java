package org.dupcheck.engine.search;

import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.index.Page;

/**
 * A stretch of a reference section worth aligning.
 *
 * @param document that the section is part of
 * @param from first token of its seeds, on the page
 * @param to the token after its seeds
 * @param weight of its different runs, in parts of a bit
 * @param seeds of the page
 * @param members the numbers of its own seeds among these
 */
public record Candidate(
        Page page, Document.Id document, int section, int from, int to, int weight, SeedList seeds, IntList members) {
    /** Number of the section in its document. */
    int sectionOfDocument() {
        return section - page.firstSection(page.documentOf(section));
    }

    /** Number of the first token in its section. */
    int fromOfSection() {
        return from - page.firstToken(section);
    }
}
