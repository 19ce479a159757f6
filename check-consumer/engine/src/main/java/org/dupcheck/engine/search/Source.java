package org.dupcheck.engine.search;

import org.dupcheck.engine.Document;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SectionQuery;

/**
 * A section of a reference document, without its page.
 *
 * @param page the number of its page
 * @param section its number there
 * @param document that it is part of
 * @param number which section of the document it is, from 0 on
 * @param start its first token, on the page
 * @param isOwners whether the document is one of the submission's owner, and these are left out
 */
public record Source(int page, int section, Document.Id document, int number, int start, boolean isOwners) {
    /** The section of that number on the page of that number. */
    public static Source of(SectionQuery query, Pages pages, int page, int section) {
        Page of = pages.page(page);
        int document = of.documentOf(section);
        return new Source(
                page,
                section,
                of.id(document),
                section - of.firstSection(document),
                of.firstToken(section),
                query.isOwners(of, document));
    }
}
