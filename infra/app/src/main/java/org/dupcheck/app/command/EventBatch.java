package org.dupcheck.app.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.Section;

/**
 * Reference events that go to the gateway in one request: as many as it takes at once, at most one about a document, so that
 * the answer tells what each of them changed. Not thread-safe.
 */
final class EventBatch {
    private static final int MAX_EVENTS = 500;

    /** UTF-16 units; even at six bytes each, as of escaped characters, a request stays under the gateway's limit. */
    private static final int MAX_LENGTH = 600_000;

    /** What an event has besides its sections, at most or nearly so. */
    private static final int ENVELOPE_LENGTH = 500;

    private final List<ReferenceEvent> events = new ArrayList<>();
    private final Set<DocumentKey> keys = new HashSet<>();
    private long length;

    /** Whether the event can go with the others; one that is alone always can. */
    boolean hasRoomFor(ReferenceEvent event) {
        return events.isEmpty()
                || (events.size() < MAX_EVENTS && length + length(event) <= MAX_LENGTH && !keys.contains(event.key()));
    }

    void add(ReferenceEvent event) {
        events.add(event);
        keys.add(event.key());
        length += length(event);
    }

    List<ReferenceEvent> events() {
        return events;
    }

    void clear() {
        events.clear();
        keys.clear();
        length = 0;
    }

    private static long length(ReferenceEvent event) {
        long length = ENVELOPE_LENGTH;
        for (Section section : event.sections()) {
            length += section.key().length() + section.text().length();
        }
        return length;
    }
}
