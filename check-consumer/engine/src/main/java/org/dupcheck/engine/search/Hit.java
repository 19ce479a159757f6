package org.dupcheck.engine.search;

import java.util.Comparator;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.index.Page;

/**
 * A place of a gram of the submission in the reference set.
 *
 * @param gram its number in the submission
 * @param sample its number on the page
 * @param rank how many places of the gram come before it in the same document
 * @param documentHash a number from the document's name, the same on any page
 */
record Hit(Page page, int gram, int sample, int rank, long documentHash, Document.Id document) {
    /**
     * Which to follow where not all can be: one of each document before a second one of any, and always the same documents,
     * whatever the gram and the pages.
     */
    static final Comparator<Hit> FIRST_TO_FOLLOW = Comparator.comparingInt(Hit::rank)
            .thenComparingLong(Hit::documentHash)
            .thenComparing(Hit::document);

    static Hit of(Page page, int gram, int sample, int rank) {
        int document = page.documentOf(page.sectionOfSample(sample));
        return new Hit(page, gram, sample, rank, page.documentHash(document), page.id(document));
    }
}
