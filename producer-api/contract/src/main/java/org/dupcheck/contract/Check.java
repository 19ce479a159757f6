package org.dupcheck.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the check of one business document stands, as HTTP tells it. Absent values are written as null.
 *
 * @param section of a pre-check of one section; null where the whole document is checked
 * @param resultState null unless FINISHED
 * @param pagesDone pages scanned so far, 0 to {@code pagesTotal}
 * @param pagesTotal 0 until the scan has begun
 * @param verdictId null unless FINISHED
 * @param error why it failed; null unless FAILED
 * @param links paths by relation: {@code self}, {@code events}, {@code verdict}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Check(
        String businessType,
        String businessId,
        long revision,
        Mode mode,
        @Nullable String section,
        CheckState state,
        @Nullable ResultState resultState,
        int pagesDone,
        int pagesTotal,
        @Nullable String verdictId,
        @Nullable String error,
        Map<String, String> links) {

    public BusinessKey key() {
        return new BusinessKey(businessType, businessId);
    }
}
