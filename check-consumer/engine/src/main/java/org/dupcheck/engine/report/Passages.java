package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.align.Box;

/**
 * The boxes of a section, sorted by what becomes of them.
 *
 * @param counted those that count
 * @param minor those under the floor, and those that a better one covers
 * @param excluded those that would count but for the text that is left out
 * @param owners those of the owner's own documents, where these are left out
 */
public record Passages(List<Box> counted, List<Box> minor, List<Box> excluded, List<Box> owners) {
    /** Sorts them; a weak box is worth mentioning if it has a run of the guaranteed length. */
    public static Passages of(List<Box> boxes, EngineSettings settings) {
        List<Box> counted = new ArrayList<>();
        List<Box> minor = new ArrayList<>();
        List<Box> excluded = new ArrayList<>();
        List<Box> owners = new ArrayList<>();
        for (Box box : boxes) {
            if (box.source().isOwners()) {
                if (box.strong()) {
                    owners.add(box);
                }
            } else if (box.counts()) {
                counted.add(box);
            } else if (box.strong()) {
                excluded.add(box);
            } else if (box.longestRun() >= settings.floorTokens()) {
                minor.add(box);
            }
        }
        return new Passages(counted, minor, excluded, owners);
    }

    /** Places of the section that passages cover which count. */
    public BitSet covered() {
        BitSet places = new BitSet();
        for (Box box : counted) {
            places.set(box.q(), box.qEnd());
        }
        return places;
    }
}
