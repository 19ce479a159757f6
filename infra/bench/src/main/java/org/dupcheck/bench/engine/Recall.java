package org.dupcheck.bench.engine;

import java.util.List;
import org.dupcheck.engine.Comparison;

/** Counts the planted passages whose document is among the first {@link SideBySide#MAX} named. For one thread. */
final class Recall {
    private int passages;
    private int found;

    void add(Question question, Comparison comparison) {
        add(
                question,
                comparison.matches().stream()
                        .limit(SideBySide.MAX)
                        .map(match -> match.document().id())
                        .toList());
    }

    /** @param named best first, {@link SideBySide#MAX} at most */
    void add(Question question, List<String> named) {
        for (String source : question.sources()) {
            passages++;
            found += named.contains(source) ? 1 : 0;
        }
    }

    int passages() {
        return passages;
    }

    /** 0 to 1; 0 of none. */
    double share() {
        return passages == 0 ? 0 : found / (double) passages;
    }
}
