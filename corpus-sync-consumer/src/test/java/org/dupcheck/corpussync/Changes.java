package org.dupcheck.corpussync;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.store.references.Content;

/** Makes reference events for tests. */
final class Changes {
    static final String TYPE = "lixiang";
    private static final JsonCodec CODEC = new JsonCodec();

    private Changes() {}

    static ReferenceEvent approved(String id, long revision, String text) {
        return event(id, revision, ReferenceEventKind.APPROVED, text);
    }

    static ReferenceEvent edited(String id, long revision, String text) {
        return event(id, revision, ReferenceEventKind.EDITED, text);
    }

    static ReferenceEvent deleted(String id, long revision) {
        return new ReferenceEvent(TYPE, id, revision, ReferenceEventKind.DELETED, null, null, List.of(), null);
    }

    static ReferenceEvent event(String id, long revision, ReferenceEventKind kind, String text) {
        return kind == ReferenceEventKind.DELETED
                ? deleted(id, revision)
                : new ReferenceEvent(
                        TYPE, id, revision, kind, "题目 " + id, "u1", List.of(new Section("背景", text)), null);
    }

    static ReferenceChange change(ReferenceEvent event) {
        Content content = event.kind() == ReferenceEventKind.DELETED
                ? null
                : new Content(
                        event.title(),
                        event.ownerId(),
                        event.origin(),
                        new String(CODEC.write(event.sections()), StandardCharsets.UTF_8),
                        ContentHash.of(event));
        return new ReferenceChange(event.key(), event.revision(), event.kind(), content);
    }

    static DocumentKey key(String id) {
        return new DocumentKey(TYPE, id);
    }
}
