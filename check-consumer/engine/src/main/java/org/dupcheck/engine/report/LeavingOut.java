package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.engine.Comparison.Exclusion;
import org.dupcheck.engine.Comparison.Figures;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.common.CommonSpan;
import org.dupcheck.engine.query.SectionQuery;

/**
 * Takes out of the figure what the options leave out, one kind after another, and says with each what that took: the steps
 * lead from the raw figure to the one that counts. Used by one thread.
 */
final class LeavingOut {
    /** A set has 2^6 places in a word. */
    private static final int WORD_BITS = 6;

    private final SectionQuery query;
    private final Pace pace;
    /** Places that count in some ratio. */
    private final BitSet counting = new BitSet();
    /** Passages that have not fallen away yet. */
    private final List<Box> alive;

    private final List<Exclusion> exclusions = new ArrayList<>();
    private final Figures raw;

    private LeavingOut(SectionQuery query, Passages passages) {
        this.query = query;
        pace = query.pace();
        counting.set(0, query.size());
        alive = new ArrayList<>(passages.counted());
        alive.addAll(passages.excluded());
        alive.addAll(passages.owners());
        raw = new Figures(counting.cardinality(), matched().cardinality());
    }

    /** @param common where it counts, it is left out neither as the owner's own nor as minor: others have it too */
    static LeavingOut of(SectionQuery query, Passages passages, List<CommonSpan> common) {
        LeavingOut steps = new LeavingOut(query, passages);
        BitSet counted = union(passages.counted(), steps.pace);
        if (query.exclusions.options().commonTextCounts()) {
            common.forEach(span -> counted.set(span.q(), span.qEnd()));
        }
        for (Exclusion.Kind kind : query.exclusions.asked()) {
            steps.textOf(kind, passages.excluded());
        }
        if (query.exclusions.options().excludeOwnersDocuments()) {
            BitSet own = union(passages.owners(), steps.pace);
            own.andNot(counted);
            steps.take(Exclusion.Kind.OWN_DOCUMENTS, own, passages.owners());
        }
        if (query.exclusions.options().excludeMinor()) {
            BitSet minor = union(passages.minor(), steps.pace);
            minor.andNot(counted);
            steps.take(Exclusion.Kind.UNDER_FLOOR, minor, List.of());
        }
        return steps;
    }

    /** With the text of a kind go the passages whose last part of any kind it is: what remains of them is too small. */
    private void textOf(Exclusion.Kind kind, List<Box> excluded) {
        BitSet places = new BitSet();
        for (int place = 0; place < query.size(); place++) {
            pace.at(place);
            if (query.exclusions.has(place, kind)) {
                places.set(place);
            }
        }
        take(kind, places, excluded.stream().filter(box -> last(box) == kind).toList());
    }

    private Exclusion.Kind last(Box box) {
        List<Exclusion.Kind> asked = query.exclusions.asked();
        for (int k = asked.size() - 1; k > 0; k--) {
            for (int place = box.q(); place < box.qEnd(); place++) {
                pace.at(place);
                if (query.exclusions.has(place, asked.get(k))) {
                    return asked.get(k);
                }
            }
        }
        return asked.get(0);
    }

    private void take(Exclusion.Kind kind, BitSet places, List<Box> fallen) {
        BitSet before = matched();
        places.and(counting);
        counting.andNot(places);
        Set<Box> gone = new HashSet<>(fallen);
        alive.removeIf(gone::contains);
        int left = matched().cardinality();
        BitSet leftOut = (BitSet) places.clone();
        leftOut.and(before);
        exclusions.add(new Exclusion(
                kind,
                places.cardinality(),
                leftOut.cardinality(),
                before.cardinality() - leftOut.cardinality() - left));
    }

    /** The places that count and that passages cover. */
    private BitSet matched() {
        BitSet places = union(alive, pace);
        places.and(counting);
        return places;
    }

    static BitSet union(List<Box> boxes, Pace pace) {
        BitSet places = new BitSet();
        for (Box box : boxes) {
            pace.spend(1 + ((box.qEnd() - box.q()) >> WORD_BITS));
            places.set(box.q(), box.qEnd());
        }
        return places;
    }

    BitSet counting() {
        return counting;
    }

    Figures raw() {
        return raw;
    }

    List<Exclusion> exclusions() {
        return exclusions;
    }
}
