package org.dupcheck.bench.quality;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.dupcheck.bench.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * A document to check with what was planted in it.
 *
 * @param disguise the class of what was done to the passages, or {@code clean}
 * @param only the reference documents for which the truth is known; null for all
 */
record QueryRow(
        String id,
        @JsonProperty("class") String disguise,
        String text,
        List<CaseRow> cases,
        @Nullable List<String> only)
        implements Row {

    /** One planted passage; {@code q} and {@code r} are start and end. */
    record CaseRow(String ref, List<Integer> q, List<Integer> r) {
        Pair pair() {
            return new Pair(ref, q.get(0), q.get(1), r.get(0), r.get(1));
        }
    }

    @Override
    public void check() {
        Row.require(id != null && disguise != null && text != null && cases != null, "id, class, text and cases");
    }

    List<Pair> planted() {
        return cases.stream().map(CaseRow::pair).toList();
    }
}
