package org.dupcheck.engine.search;

import org.dupcheck.engine.index.Deletions;
import org.dupcheck.engine.index.GramTable;
import org.dupcheck.engine.index.Page;

/**
 * The documents in force on a page that hold a gram, one after the other. The work is that of the documents, not of the
 * gram's places in them. Used by one thread.
 */
final class GramDocuments {
    private final Page page;
    private final Deletions deletions;
    private final GramTable table;
    private int name;
    /** The entry after those of the document at hand. */
    private int next;

    private int first;
    private int document;

    GramDocuments(Page page, Deletions deletions) {
        this.page = page;
        this.deletions = deletions;
        table = page.grams();
    }

    /** Starts over with the gram of that name. */
    GramDocuments of(int gramName) {
        name = gramName;
        next = table.first(gramName);
        return this;
    }

    /** Goes on to the next document in force; whether there is one. */
    boolean next() {
        while (table.has(next, name)) {
            first = next;
            document = page.documentOf(page.sectionOfSample(table.sample(first)));
            next = table.after(first, name, page.endSample(document) - 1);
            if (!deletions.has(document)) {
                return true;
            }
        }
        return false;
    }

    /** Its number on the page. */
    int document() {
        return document;
    }

    /** Places of the gram in it; 1 or more. */
    int places() {
        return next - first;
    }

    /** The sample at one of these places, by its number, from 0 on. */
    int sample(int place) {
        return table.sample(first + place);
    }
}
