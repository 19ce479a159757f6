package org.dupcheck.documents.references;

import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Validator;
import org.dupcheck.documents.reading.SectionCollector;
import org.jspecify.annotations.Nullable;

/** Lines of JSON as reference documents: {@code {id, text}}, or as many fields of a reference event as there are. */
final class ReferenceLines {
    private final JsonCodec codec = new JsonCodec();
    private final String defaultType;
    private final LongSupplier revisions;

    ReferenceLines(String defaultType, LongSupplier revisions) {
        this.defaultType = defaultType;
        this.revisions = revisions;
    }

    /** One line; what is absent is filled in. */
    record Line(
            @Nullable String id,
            @Nullable String text,
            @Nullable String documentType,
            @Nullable String documentId,
            @Nullable Long revision,
            @Nullable String contentHash,
            @Nullable ReferenceEventKind kind,
            @Nullable String title,
            @Nullable String ownerId,
            @Nullable BusinessKey origin,
            @Nullable List<Section> sections,
            @Nullable Instant occurredAt) {

        String idOrEmpty() {
            return documentId != null ? documentId : id != null ? id : "";
        }

        boolean hasText() {
            return sections != null || text != null;
        }

        List<Section> sectionsOrText() {
            List<Section> given = sections != null
                    ? sections
                    : text != null ? List.of(new Section(SectionCollector.BODY, text)) : List.of();
            return given.stream().map(ReferenceLines::withoutNul).toList();
        }
    }

    void read(LineReader line, String where, ReferenceFiles.Sink sink) {
        byte[] json = line.bytes();
        ReferenceEvent document;
        try {
            document = document(codec.read(json, Line.class));
            Validator.check(document);
        } catch (InvalidMessageException e) {
            sink.reject(where, JsonLines.reason(e));
            return;
        }
        sink.accept(document, where);
    }

    private ReferenceEvent document(Line line) {
        String id = line.idOrEmpty();
        return new ReferenceEvent(
                line.documentType != null ? line.documentType : defaultType,
                id,
                line.revision != null ? line.revision : revisions.getAsLong(),
                line.kind != null ? line.kind : ReferenceEventKind.APPROVED,
                line.title != null ? line.title : id,
                line.ownerId,
                line.origin,
                line.sectionsOrText(),
                line.occurredAt);
    }

    /**
     * Collections carry stray NULs, which neither the contract nor PostgreSQL takes. One replacement character for each
     * keeps every offset where it was.
     */
    private static Section withoutNul(Section section) {
        String text = section.text();
        return text == null || text.indexOf('\0') < 0 // a section without text is for the validator to name
                ? section
                : new Section(section.key(), SectionCollector.withoutNul(text));
    }
}
