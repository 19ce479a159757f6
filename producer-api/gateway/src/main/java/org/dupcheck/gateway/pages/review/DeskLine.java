package org.dupcheck.gateway.pages.review;

import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.reviews.ReviewLine;
import org.jspecify.annotations.Nullable;

/**
 * A line of the desk with the figures in force. Its place in the list is by the figures as checked.
 *
 * @param line as checked
 * @param inForce null where nothing is left out
 */
public record DeskLine(ReviewLine line, @Nullable Verdict inForce) {
    public double containment() {
        return inForce == null ? line.containment() : inForce.containment();
    }

    public int longestRun() {
        return inForce == null ? line.longestRun() : inForce.longestRun();
    }

    public ResultState resultState() {
        return inForce == null ? line.resultState() : inForce.resultState();
    }

    /** How many sources count. */
    public int sources() {
        return inForce == null ? line.sources() : inForce.matches().size();
    }

    /** Title of the largest source that counts; null without any, or where it has none. */
    public @Nullable String largestSource() {
        return inForce == null
                ? line.largestSource()
                : inForce.matches().isEmpty() ? null : inForce.matches().get(0).title();
    }

    public double largestShare() {
        return inForce == null
                ? line.largestShare()
                : inForce.matches().isEmpty() ? 0 : inForce.matches().get(0).containment();
    }
}
