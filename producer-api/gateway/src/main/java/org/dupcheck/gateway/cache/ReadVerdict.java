package org.dupcheck.gateway.cache;

import java.nio.charset.StandardCharsets;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;

/**
 * A verdict as a reader gets it.
 *
 * @param section of a pre-check of one section; empty where the whole document was checked
 * @param json UTF-8, the bytes stored; shared, so nobody may write into them
 * @param changesBehind changes of the reference set between the verdict's corpus version and the newest one, 0 or more
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record ReadVerdict(String verdictId, BusinessKey key, String section, byte[] json, long changesBehind) {
    static ReadVerdict of(StoredVerdict verdict) {
        return new ReadVerdict(
                verdict.verdictId(),
                verdict.key(),
                verdict.sectionKey(),
                verdict.body().json().getBytes(StandardCharsets.UTF_8),
                verdict.body().changesBehind());
    }

    /** The same, so many changes behind. */
    ReadVerdict with(long changes) {
        return new ReadVerdict(verdictId, key, section, json, changes);
    }
}
