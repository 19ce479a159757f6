package org.dupcheck.gateway.references;

import java.util.Objects;
import java.util.stream.Stream;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.store.references.ReferenceViews.DocumentRow;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a reference event.
 *
 * @param applied whether the reference set is as the event says: its text is in force, or its document is not
 * @param reason why not; absent where it was applied
 * @param detail the same for people
 * @param newestRevision the greatest of any event about the document, this one included: a greater one has effect
 */
public record AppliedEvent(
        String documentType,
        String documentId,
        long revision,
        boolean applied,
        @Nullable Reason reason,
        @Nullable String detail,
        long newestRevision) {

    /** Why an event has no effect. */
    public enum Reason {
        /** A newer revision of the document counts. */
        OLDER_REVISION,
        /** The document has been deleted with this revision or a newer one. */
        DELETED,
        /** There is no such document in force that could be edited or deleted. */
        NOT_IN_FORCE
    }

    /**
     * Whether the event has been dealt with: it is among what made the row, or a newer one of its kind is. The row keeps
     * the greatest revision of each kind, also of events that changed nothing.
     */
    static boolean isDealtWith(ReferenceEvent event, @Nullable DocumentRow row) {
        Long newest = row == null
                ? null
                : switch (event.kind()) {
                    case APPROVED -> row.approved();
                    case EDITED -> row.edited();
                    case DELETED -> row.deleted();
                };
        return newest != null && newest >= event.revision();
    }

    /** Of an event that has been dealt with. */
    static AppliedEvent of(ReferenceEvent event, DocumentRow row) {
        return switch (event.kind()) {
            case APPROVED, EDITED -> ofText(event, row);
            case DELETED -> ofDeletion(event, row);
        };
    }

    private static AppliedEvent ofText(ReferenceEvent event, DocumentRow row) {
        Long deleted = row.deleted();
        if (deleted != null && deleted >= event.revision()) {
            return without(event, row, Reason.DELETED, "the document was deleted with revision " + deleted);
        }
        if (!row.inForce()) {
            return without(event, row, Reason.NOT_IN_FORCE, "there is no such document in force");
        }
        Long text = row.textRevision();
        if (text != null && text > event.revision()) {
            return without(event, row, Reason.OLDER_REVISION, "the text of revision " + text + " is in force");
        }
        return with(event, row);
    }

    private static AppliedEvent ofDeletion(ReferenceEvent event, DocumentRow row) {
        if (row.inForce()) {
            return without(
                    event, row, Reason.OLDER_REVISION, "the document was approved with revision " + row.approved());
        }
        return row.approved() == null
                ? without(event, row, Reason.NOT_IN_FORCE, "there is no such document in force")
                : with(event, row);
    }

    private static AppliedEvent with(ReferenceEvent event, DocumentRow row) {
        return new AppliedEvent(
                event.documentType(), event.documentId(), event.revision(), true, null, null, newest(event, row));
    }

    private static AppliedEvent without(ReferenceEvent event, DocumentRow row, Reason reason, String detail) {
        return new AppliedEvent(
                event.documentType(), event.documentId(), event.revision(), false, reason, detail, newest(event, row));
    }

    private static long newest(ReferenceEvent event, DocumentRow row) {
        return Stream.of(row.approved(), row.edited(), row.deleted())
                .filter(Objects::nonNull)
                .reduce(event.revision(), Math::max);
    }
}
