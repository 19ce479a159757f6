package org.dupcheck.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one reference document.
 *
 * @param revision grows with every change of the document; an older one never overwrites a newer one
 * @param ownerId whose document it is, in the applicant's user ids
 * @param origin the submission it came from: that one never matches it
 * @param sections empty for DELETED (what a sender puts there is dropped), otherwise 1 to 64
 */
public record ReferenceEvent(
        String documentType,
        String documentId,
        long revision,
        ReferenceEventKind kind,
        @Nullable String title,
        @Nullable String ownerId,
        @Nullable BusinessKey origin,
        List<Section> sections,
        @Nullable Instant occurredAt)
        implements Message {

    /** Of a document that came from no submission, or from an unknown one. */
    public ReferenceEvent(
            String documentType,
            String documentId,
            long revision,
            ReferenceEventKind kind,
            @Nullable String title,
            @Nullable String ownerId,
            List<Section> sections,
            @Nullable Instant occurredAt) {
        this(documentType, documentId, revision, kind, title, ownerId, null, sections, occurredAt);
    }

    /** Copies the sections. Checks nothing: that is {@link Validator}'s work, so that a bad message gets a typed refusal. */
    public ReferenceEvent {
        sections = kind == ReferenceEventKind.DELETED ? List.of() : Copies.of(sections);
    }

    /** A document that is in force from now on, to be put together field by field. */
    public static ReferenceEventBuilder approved(String documentType, String documentId, long revision) {
        return new ReferenceEventBuilder(documentType, documentId, revision, ReferenceEventKind.APPROVED);
    }

    /** Another text of a document in force, to be put together field by field. */
    public static ReferenceEventBuilder edited(String documentType, String documentId, long revision) {
        return new ReferenceEventBuilder(documentType, documentId, revision, ReferenceEventKind.EDITED);
    }

    /** The end of a document, to be put together field by field; it needs no sections. */
    public static ReferenceEventBuilder deleted(String documentType, String documentId, long revision) {
        return new ReferenceEventBuilder(documentType, documentId, revision, ReferenceEventKind.DELETED);
    }

    @Override
    public DocumentKey key() {
        return new DocumentKey(documentType, documentId);
    }
}
