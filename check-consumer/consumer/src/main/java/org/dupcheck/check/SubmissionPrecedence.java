package org.dupcheck.check;

import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Submission;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.Precedence;
import org.jspecify.annotations.Nullable;

/**
 * The greatest revision of a business document is the one that is wanted.
 *
 * <p>Records are read whole, not only their revisions: one that breaks the contract goes to the dead letters, whatever
 * revision it names, and must neither stop the check of a good one nor be stopped by one on its way there. Each is read
 * once, on the poll thread; the handler takes what was read.
 */
final class SubmissionPrecedence implements Precedence {
    private final JsonCodec codec;

    SubmissionPrecedence(JsonCodec codec) {
        this.codec = codec;
    }

    @Override
    public @Nullable Object read(@Nullable String key, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return codec.read(key, value, Submission.class);
        } catch (InvalidMessageException e) {
            return e;
        }
    }

    /**
     * The submission of a record that has a value: as it was read before, or else read now.
     *
     * @throws InvalidMessageException where the record breaks the contract
     */
    static Submission submission(JsonCodec codec, Delivery delivery) {
        Object reading = delivery.reading();
        if (reading instanceof InvalidMessageException refusal) {
            throw refusal;
        }
        return reading instanceof Submission submission
                ? submission
                : codec.read(delivery.key(), delivery.value(), Submission.class);
    }

    @Override
    public Ruling rule(Delivery incoming, Delivery earlier) {
        @Nullable Long revision;
        try {
            revision = revision(incoming);
        } catch (InvalidMessageException e) {
            return Ruling.STANDS_ALONE;
        }
        @Nullable Long earlierRevision;
        try {
            earlierRevision = revision(earlier);
        } catch (InvalidMessageException e) {
            // on its way to the dead letters: superseding it would lose it, and its revision counts for nothing
            return Ruling.FOLLOWS;
        }
        if (revision == null) {
            return Ruling.SUPERSEDES;
        }
        if (earlierRevision == null) {
            // it takes back what came before it, which this one need not replace
            return Ruling.FOLLOWS;
        }
        int order = Long.compare(revision, earlierRevision);
        return order > 0 ? Ruling.SUPERSEDES : order < 0 ? Ruling.IS_SUPERSEDED : Ruling.FOLLOWS;
    }

    /** Null for a null record, which takes back whatever came before it and has no revision. */
    private @Nullable Long revision(Delivery delivery) {
        return delivery.value() == null
                ? null
                : Long.valueOf(submission(codec, delivery).revision());
    }
}
