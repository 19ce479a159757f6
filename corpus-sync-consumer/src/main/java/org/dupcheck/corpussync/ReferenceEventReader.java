package org.dupcheck.corpussync;

import java.nio.charset.StandardCharsets;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.role.Rejections;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.dupcheck.store.references.Content;

/** Reads the records of the topic reference-events. Thread-safe. */
final class ReferenceEventReader {
    private final JsonCodec codec;

    ReferenceEventReader(JsonCodec codec) {
        this.codec = codec;
    }

    /** @throws RejectedRecordException where the record breaks the contract */
    ReferenceChange read(Delivery delivery) {
        try {
            return change(codec.read(delivery.key(), delivery.value(), ReferenceEvent.class));
        } catch (InvalidMessageException e) {
            throw Rejections.of(e);
        }
    }

    private ReferenceChange change(ReferenceEvent event) {
        return new ReferenceChange(
                event.key(),
                event.revision(),
                event.kind(),
                event.kind() == ReferenceEventKind.DELETED ? null : content(event));
    }

    private Content content(ReferenceEvent event) {
        String sections = new String(codec.write(event.sections()), StandardCharsets.UTF_8);
        return new Content(event.title(), event.ownerId(), event.origin(), sections, ContentHash.of(event));
    }
}
