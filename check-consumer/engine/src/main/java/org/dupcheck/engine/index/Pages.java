package org.dupcheck.engine.index;

import java.util.List;

/** All pages of a reference set at one corpus version, by their numbers, each with what is no longer in force of it. Immutable. */
public record Pages(List<Page> pages, List<Deletions> deletions) {
    public Pages {
        pages = List.copyOf(pages);
        deletions = List.copyOf(deletions);
    }

    /** How many there are. */
    public int count() {
        return pages.size();
    }

    /** The page of that number, from 0 on. */
    public Page page(int number) {
        return pages.get(number);
    }

    /** Which of its documents are no longer in force. */
    public Deletions deletions(int number) {
        return deletions.get(number);
    }
}
