package org.dupcheck.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link ReferenceEvent} together, field by field. Not thread-safe; may be built from more than once.
 *
 * <pre>{@code
 * ReferenceEvent.approved("initiation", "LX-1", 1).title("Title").section("background", text).build()
 * }</pre>
 */
public final class ReferenceEventBuilder {
    private final String documentType;
    private final String documentId;
    private final long revision;
    private final ReferenceEventKind kind;
    private final List<Section> sections = new ArrayList<>();
    private @Nullable String title;
    private @Nullable String ownerId;
    private @Nullable BusinessKey origin;
    private @Nullable Instant occurredAt;

    ReferenceEventBuilder(String documentType, String documentId, long revision, ReferenceEventKind kind) {
        this.documentType = documentType;
        this.documentId = documentId;
        this.revision = revision;
        this.kind = kind;
    }

    public ReferenceEventBuilder title(@Nullable String text) {
        title = text;
        return this;
    }

    /** Whose document it is, in the applicants' user ids. */
    public ReferenceEventBuilder ownerId(@Nullable String userId) {
        ownerId = userId;
        return this;
    }

    /** The submission it came from, which never matches it. */
    public ReferenceEventBuilder origin(String businessType, String businessId) {
        origin = new BusinessKey(businessType, businessId);
        return this;
    }

    /** One more section; keys are distinct. */
    public ReferenceEventBuilder section(String key, String text) {
        sections.add(new Section(key, text));
        return this;
    }

    public ReferenceEventBuilder occurredAt(@Nullable Instant time) {
        occurredAt = time;
        return this;
    }

    /** @throws InvalidMessageException naming the first field that breaks the contract */
    public ReferenceEvent build() {
        ReferenceEvent event = new ReferenceEvent(
                documentType, documentId, revision, kind, title, ownerId, origin, sections, occurredAt);
        Validator.check(event);
        return event;
    }
}
