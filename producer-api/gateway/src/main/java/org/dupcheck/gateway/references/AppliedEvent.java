package org.dupcheck.gateway.references;

import java.util.Objects;
import java.util.stream.Stream;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEventKind;
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
        /** Another content was sent with the same revision, and counts. */
        REVISION_REUSED,
        /** The document has been deleted with this revision or a newer one. */
        DELETED,
        /** There is no such document in force that could be edited or deleted. */
        NOT_IN_FORCE
    }

    /**
     * Whether the event has been dealt with: it is among what made the row, or never will be. The row keeps the greatest
     * revision of each kind, also of events that changed nothing. Of two contents of one kind at one revision the one with
     * the greater hash takes the other's place, so it is waited for.
     */
    static boolean isDealtWith(SentEvent event, @Nullable DocumentRow row) {
        if (row == null) {
            return false;
        }
        Long newest = switch (event.kind()) {
            case APPROVED -> row.approved();
            case EDITED -> row.edited();
            case DELETED -> row.deleted();
        };
        return newest != null && newest >= event.revision() && !isToReplace(event, row);
    }

    private static boolean isToReplace(SentEvent event, DocumentRow row) {
        String hash = row.contentHash();
        return event.contentHash() != null
                && hash != null
                && event.revision() == contentRevision(row)
                && event.kind() == contentKind(row)
                && event.contentHash().compareTo(hash) > 0;
    }

    /** The revision that brought the content. It may stand under an older one, where that had the same. */
    private static long contentRevision(DocumentRow row) {
        return Math.max(orNone(row.approved()), orNone(row.edited()));
    }

    /** An edit counts as later than an approval of the same revision. */
    private static ReferenceEventKind contentKind(DocumentRow row) {
        return orNone(row.edited()) >= orNone(row.approved()) ? ReferenceEventKind.EDITED : ReferenceEventKind.APPROVED;
    }

    private static long orNone(@Nullable Long revision) {
        return revision == null ? -1 : revision;
    }

    /** Of an event that has been dealt with. */
    static AppliedEvent of(SentEvent event, DocumentRow row) {
        return switch (event.kind()) {
            case APPROVED, EDITED -> ofText(event, row);
            case DELETED -> ofDeletion(event, row);
        };
    }

    private static AppliedEvent ofText(SentEvent event, DocumentRow row) {
        Long deleted = row.deleted();
        if (deleted != null && deleted >= event.revision()) {
            return without(event, row, Reason.DELETED, "the document was deleted with revision " + deleted);
        }
        if (!row.inForce()) {
            return without(event, row, Reason.NOT_IN_FORCE, "there is no such document in force");
        }
        long content = contentRevision(row);
        boolean isOther = row.contentHash() != null && !row.contentHash().equals(event.contentHash());
        Long text = row.textRevision();
        if ((text != null && text > event.revision()) || (isOther && content > event.revision())) {
            return without(event, row, Reason.OLDER_REVISION, "the text of revision " + content + " is in force");
        }
        if (isOther) {
            return without(
                    event,
                    row,
                    Reason.REVISION_REUSED,
                    "another content of revision " + event.revision() + " is in force");
        }
        return with(event, row);
    }

    private static AppliedEvent ofDeletion(SentEvent event, DocumentRow row) {
        if (row.inForce()) {
            return without(
                    event, row, Reason.OLDER_REVISION, "the document was approved with revision " + row.approved());
        }
        return row.approved() == null
                ? without(event, row, Reason.NOT_IN_FORCE, "there is no such document in force")
                : with(event, row);
    }

    private static AppliedEvent with(SentEvent event, DocumentRow row) {
        DocumentKey key = event.key();
        return new AppliedEvent(
                key.documentType(), key.documentId(), event.revision(), true, null, null, newest(event, row));
    }

    private static AppliedEvent without(SentEvent event, DocumentRow row, Reason reason, String detail) {
        DocumentKey key = event.key();
        return new AppliedEvent(
                key.documentType(), key.documentId(), event.revision(), false, reason, detail, newest(event, row));
    }

    private static long newest(SentEvent event, DocumentRow row) {
        return Stream.of(row.approved(), row.edited(), row.deleted())
                .filter(Objects::nonNull)
                .reduce(event.revision(), Math::max);
    }
}
