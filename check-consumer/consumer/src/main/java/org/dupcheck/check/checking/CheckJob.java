package org.dupcheck.check.checking;

import java.time.Instant;
import org.dupcheck.check.scan.CheckedText;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Submission;
import org.dupcheck.runtime.consume.CancelToken;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.store.topics.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * What begins a check.
 *
 * @param key what is checked
 * @param content its text, as one revision
 * @param contentHash names that content
 * @param position where it was asked for
 * @param lastTry whether a failure is final
 * @param token tells whether the check is still wanted
 */
public record CheckJob(
        CheckKey key,
        Submission content,
        String contentHash,
        LogPosition position,
        boolean lastTry,
        CancelToken token) {
    /** A record that asks for a check. */
    public static CheckJob of(CheckRequest request, Delivery delivery) {
        return new CheckJob(
                request.key(),
                request.content(),
                ContentHash.of(request.content()),
                position(delivery),
                delivery.lastAttempt(),
                delivery);
    }

    CheckedText text() {
        return new CheckedText(key, content, contentHash);
    }

    /** Where the record of a delivery stands in the log. */
    public static LogPosition position(Delivery delivery) {
        return new LogPosition(delivery.partition(), delivery.offset(), delivery.timestamp());
    }

    /** When it was asked for. */
    Instant since() {
        return position.time();
    }

    /** Who submits it; null where nobody is named. */
    @Nullable
    String userId() {
        return content.applicant() == null ? null : content.applicant().userId();
    }

    long revision() {
        return content.revision();
    }
}
