package org.dupcheck.engine.search;

import java.util.Comparator;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;

/**
 * A place of a gram of the submission in the reference set.
 *
 * @param page the number of the page
 * @param gram its number in the submission
 * @param sample its number on the page
 * @param rank how many places of the gram come before it in the same document
 * @param documentHash a number from the document's name, the same on any page
 */
record Hit(int page, int gram, int sample, int rank, long documentHash, Document.Id document) {
    /**
     * Which to follow where not all can be: one of each document before a second one of any, and always the same documents,
     * whatever the gram and the pages.
     */
    static final Comparator<Hit> FIRST_TO_FOLLOW = Comparator.comparingInt(Hit::rank)
            .thenComparingLong(Hit::documentHash)
            .thenComparing(Hit::document);

    static Hit of(Pages pages, int number, int gram, int sample, int rank) {
        Page page = pages.page(number);
        int document = page.documentOf(page.sectionOfSample(sample));
        return new Hit(number, gram, sample, rank, page.documentHash(document), page.id(document));
    }
}
