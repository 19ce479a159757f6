package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.text.Grams;

/** Hits of grams in one section of a submission, each of which is followed at every place of its gram there. */
final class SomeHits {
    private final List<Hit> hits;
    /** Of each gram that has a hit. */
    private final Map<Integer, Integer> firstPlaces = new HashMap<>();

    private final Map<Integer, Integer> places = new HashMap<>();

    /** @param hits those of one gram in a row, the one to be followed first at the end */
    SomeHits(SectionQuery query, List<Hit> hits) {
        this.hits = hits;
        for (Hit hit : hits) {
            places.put(hit.gram(), 0);
        }
        Pace pace = query.pace();
        for (int place = 0; place <= query.size() - Grams.SPAN; place++) {
            pace.spend(8);
            int gram = query.grams.at(place);
            if (!places.isEmpty() && places.computeIfPresent(gram, (known, count) -> count + 1) != null) {
                firstPlaces.putIfAbsent(gram, place);
            }
        }
    }

    /** The first place of a gram that has a hit. */
    int firstPlace(int gram) {
        return firstPlaces.getOrDefault(gram, -1);
    }

    /** As many of each gram as make no more than so many seeds; at least one of each. */
    List<Hit> fitting(int most) {
        List<Hit> fitting = hits;
        for (int each = FrequentStretches.DOCUMENTS - 1; each > 0 && seeds(fitting) > most; each--) {
            fitting = lastOfEach(each);
        }
        return fitting;
    }

    private long seeds(List<Hit> some) {
        long seeds = 0;
        for (Hit hit : some) {
            seeds += places.getOrDefault(hit.gram(), 0);
        }
        return seeds;
    }

    private List<Hit> lastOfEach(int each) {
        List<Hit> last = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            if (i + each >= hits.size()
                    || hits.get(i + each).gram() != hits.get(i).gram()) {
                last.add(hits.get(i));
            }
        }
        return last;
    }
}
