package org.dupcheck.check.incoming;

import org.dupcheck.check.checking.CheckRequest;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.Precedence;
import org.jspecify.annotations.Nullable;

/**
 * The greatest revision of what is checked is the one that is wanted.
 *
 * <p>Records are read whole, not only their revisions: one that breaks the contract goes to the dead letters, whatever
 * revision it names, and must neither stop the check of a good one nor be stopped by one on its way there. Each is read
 * once, on the poll thread; the handler takes what was read.
 */
public final class NewestRevision implements Precedence {
    private final RequestReader reader;

    public NewestRevision(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public @Nullable Object read(@Nullable String key, byte @Nullable [] value) {
        try {
            return reader.read(key, value);
        } catch (InvalidMessageException e) {
            return e;
        }
    }

    /**
     * What the record asks for, as it was read before, or else read now; null for a null record.
     *
     * @throws InvalidMessageException where the record breaks the contract
     */
    @Nullable
    CheckRequest request(Delivery delivery) {
        Object reading = delivery.reading();
        if (reading instanceof InvalidMessageException refusal) {
            throw refusal;
        }
        return reading instanceof CheckRequest request ? request : reader.read(delivery.key(), delivery.value());
    }

    @Override
    public Ruling rule(Delivery incoming, Delivery earlier) {
        @Nullable CheckRequest request;
        try {
            request = request(incoming);
        } catch (InvalidMessageException e) {
            return Ruling.STANDS_ALONE;
        }
        @Nullable CheckRequest earlierRequest;
        try {
            earlierRequest = request(earlier);
        } catch (InvalidMessageException e) {
            // on its way to the dead letters: superseding it would lose it, and its revision counts for nothing
            return Ruling.FOLLOWS;
        }
        if (request == null) {
            return Ruling.SUPERSEDES;
        }
        if (earlierRequest == null) {
            // it takes back what came before it, which this one need not replace
            return Ruling.FOLLOWS;
        }
        if (!request.key().equals(earlierRequest.key())) {
            // two keys that are written alike: a document's, and that of a section of another document
            return Ruling.FOLLOWS;
        }
        int order = Long.compare(
                request.content().revision(), earlierRequest.content().revision());
        return order > 0 ? Ruling.SUPERSEDES : order < 0 ? Ruling.IS_SUPERSEDED : Ruling.FOLLOWS;
    }
}
