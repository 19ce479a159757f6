package org.dupcheck.engine;

import java.util.List;
import org.dupcheck.engine.align.Alignment;
import org.dupcheck.engine.search.Candidate;
import org.dupcheck.engine.search.Followed;
import org.dupcheck.engine.search.Selection;

/**
 * Some pages' part in a check: the two steps that need the pages' text and take most of its time. What they take and give
 * are plain values with a byte form, so a shard may be on another node that has the same pages at the same corpus version.
 * It knows the submission, and what its own pages have of the submission's grams. Between its steps it need remember nothing
 * else. Used by one thread at a time.
 */
interface Shard {
    /** Whether a page is one of its own. */
    boolean has(int page);

    /**
     * The seeds of its pages, and the candidates that they make.
     *
     * @param section of the submission, from 0 on
     * @param followed what the findings of all pages come to
     */
    Selection select(int section, Followed followed);

    /**
     * What becomes of candidates.
     *
     * @param chosen those of all pages that are on its own, in the order of its {@link #select}
     */
    Alignment align(int section, List<Candidate> chosen);
}
