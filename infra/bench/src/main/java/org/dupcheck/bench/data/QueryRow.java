package org.dupcheck.bench.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document to check with what was planted in it.
 *
 * @param disguise the class of what was done to the passages, or {@code clean}
 * @param only the reference documents for which the truth is known; null for all
 */
public record QueryRow(
        String id,
        @JsonProperty("class") String disguise,
        String text,
        List<CaseRow> cases,
        @Nullable List<String> only)
        implements Row {

    /** One planted passage; {@code q} and {@code r} are start and end. */
    public record CaseRow(String ref, List<Integer> q, List<Integer> r) {}

    @Override
    public void check() {
        Row.require(id != null && disguise != null && text != null && cases != null, "id, class, text and cases");
        for (CaseRow planted : cases) {
            Row.require(
                    planted.ref != null
                            && planted.q != null
                            && planted.q.size() == 2
                            && planted.r != null
                            && planted.r.size() == 2,
                    "ref, q: [start, end) and r: [start, end) in each case");
        }
    }
}
