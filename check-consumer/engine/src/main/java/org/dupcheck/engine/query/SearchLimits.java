package org.dupcheck.engine.query;

import java.util.List;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.SectionResult;

/**
 * Where bounds that keep a check in time were reached in a section: what was given up there may have been part of a passage.
 * Used by one thread.
 */
public final class SearchLimits {
    private final SectionQuery query;
    private int count;
    private int first = Integer.MAX_VALUE;
    private int end;

    /** Nothing was given up yet. */
    public SearchLimits(SectionQuery query) {
        this.query = query;
    }

    /** Notes that something in the places {@code [from, to)} was given up; {@code to} may lie past the section. */
    public void reached(int from, int to) {
        first = Math.min(first, from);
        end = Math.max(end, Math.min(to, query.size()));
        count++;
    }

    /** What was given up, as a plain value; in any order all of them make what one who saw all would have noted. */
    public record Reached(int count, int first, int end) {
        /** Nothing. */
        public static final Reached NONE = new Reached(0, Integer.MAX_VALUE, 0);
    }

    /** What was noted. */
    public Reached reached() {
        return new Reached(count, first, end);
    }

    /** Notes what somebody else has noted of the same section. */
    public void add(Reached other) {
        count += other.count;
        first = Math.min(first, other.first);
        end = Math.max(end, other.end);
    }

    /** One if something was given up. */
    public List<SectionResult.Signal> told() {
        return count == 0
                ? List.of()
                : List.of(new SectionResult.Signal(
                        Comparison.Signal.Kind.SEARCH_LIMIT, query.starts[first], query.ends[end - 1], count));
    }
}
