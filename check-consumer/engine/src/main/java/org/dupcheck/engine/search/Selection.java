package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What some pages have of a section of the submission: the step <i>select</i>. A plain value: {@link SelectionBytes} writes
 * and reads it. Immutable.
 *
 * @param candidates by page, then by place
 * @param floorRuns by page; of each document in such an order that one which those before it cover is not among them
 * @param followed places of the submission in a seed that is more than chance; empty where {@link Followed#isPartial} says no
 */
public record Selection(List<Candidate> candidates, List<FloorRun> floorRuns, BitSet followed) {
    public Selection {
        candidates = List.copyOf(candidates);
        floorRuns = List.copyOf(floorRuns);
        followed = (BitSet) followed.clone();
    }

    /** Of all of them together; their pages must be different ones. */
    public static Selection of(List<Selection> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<Candidate> candidates = new ArrayList<>();
        List<FloorRun> floorRuns = new ArrayList<>();
        BitSet followed = new BitSet();
        for (Selection part : parts) {
            candidates.addAll(part.candidates);
            floorRuns.addAll(part.floorRuns);
            followed.or(part.followed);
        }
        return new Selection(candidates, floorRuns, followed);
    }
}
