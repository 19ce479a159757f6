package org.dupcheck.check;

import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Submission;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.Precedence;

/**
 * The greatest revision of a business document is the one that is wanted.
 *
 * <p>The incoming record is read whole, not only its revision: one that breaks the contract goes to the dead letters and
 * must not stop the check of a good earlier one on its way there. That costs the poll thread a millisecond for a long
 * text, and only where the key is busy.
 */
final class SubmissionPrecedence implements Precedence {
    private final JsonCodec codec;

    SubmissionPrecedence(JsonCodec codec) {
        this.codec = codec;
    }

    @Override
    public Ruling rule(Delivery incoming, Delivery earlier) {
        if (incoming.value() == null) {
            return Ruling.SUPERSEDES;
        }
        long revision;
        try {
            revision = codec.read(incoming.key(), incoming.value(), Submission.class)
                    .revision();
        } catch (InvalidMessageException e) {
            return Ruling.STANDS_ALONE;
        }
        byte[] earlierValue = earlier.value();
        if (earlierValue == null) {
            // it takes back what came before it, which this one need not replace
            return Ruling.FOLLOWS;
        }
        try {
            int order = Long.compare(revision, codec.peekRevision(earlierValue));
            return order > 0 ? Ruling.SUPERSEDES : order < 0 ? Ruling.IS_SUPERSEDED : Ruling.FOLLOWS;
        } catch (InvalidMessageException e) {
            // the earlier one is on its way to the dead letters, where superseding it would lose it
            return Ruling.FOLLOWS;
        }
    }
}
