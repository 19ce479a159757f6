package org.dupcheck.corpussync;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RejectedRecordException;

/** Reads the records of the topic reference-events. Thread-safe. */
final class ReferenceEventReader {
    private final JsonCodec codec;

    ReferenceEventReader(JsonCodec codec) {
        this.codec = codec;
    }

    /** @throws RejectedRecordException where the record breaks the contract */
    ReferenceChange read(Delivery delivery) {
        try {
            return change(event(delivery));
        } catch (InvalidMessageException e) {
            throw new RejectedRecordException(e.code().name(), e.path(), String.valueOf(e.getMessage()), e);
        }
    }

    private ReferenceEvent event(Delivery delivery) {
        String key = delivery.key();
        if (key == null) {
            throw new InvalidMessageException(ErrorCode.KEY_MISMATCH, "", "the record has no key");
        }
        byte[] value = delivery.value();
        if (value == null) {
            throw new InvalidMessageException(
                    ErrorCode.MISSING_VALUE, "", "the record has no value; a document is removed by a DELETED event");
        }
        return codec.read(key, value, ReferenceEvent.class);
    }

    private ReferenceChange change(ReferenceEvent event) {
        List<Section> sections = event.sections();
        Content content = event.kind() == ReferenceEventKind.DELETED
                ? null
                : Content.of(event.title(), event.ownerId(), sections, json(sections));
        return new ReferenceChange(event.key(), event.revision(), event.kind(), content);
    }

    private String json(List<Section> sections) {
        return new String(codec.write(sections), StandardCharsets.UTF_8);
    }
}
