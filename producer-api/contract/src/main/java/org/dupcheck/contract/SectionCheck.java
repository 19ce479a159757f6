package org.dupcheck.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the newest pre-check of one section stands, as HTTP tells it. Absent values are written as null.
 *
 * @param key the section's
 * @param resultState null unless FINISHED
 * @param containment share of the section that passages cover, 0 to 1; null unless FINISHED
 * @param matches how many reference documents it overlaps; null unless FINISHED
 * @param current whether its verdict is of the newest corpus version; null unless FINISHED
 * @param changesBehind changes of the reference set since the corpus version of its verdict, 0 or more; null unless FINISHED
 * @param pagesDone pages scanned so far, 0 to {@code pagesTotal}
 * @param pagesTotal 0 until the scan has begun
 * @param verdictId null unless FINISHED
 * @param error why it failed; null unless FAILED
 * @param links paths by relation: {@code verdict}, where there is one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SectionCheck(
        String key,
        long revision,
        CheckState state,
        @Nullable ResultState resultState,
        @Nullable Double containment,
        @Nullable Integer matches,
        @Nullable Boolean current,
        @Nullable Long changesBehind,
        int pagesDone,
        int pagesTotal,
        @Nullable String verdictId,
        @Nullable String error,
        Map<String, String> links) {}
