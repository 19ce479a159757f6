package org.dupcheck.app.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.command.CorpusTable.Mark;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.documents.references.ReferenceList;
import org.dupcheck.gateway.references.AppliedEvent;
import org.dupcheck.gateway.references.PublishedEvents;

/**
 * Publishes the events that make the reference set what the list says: APPROVED for what is missing, EDITED for what is
 * different, DELETED for what is extra. Holds one batch. Not thread-safe.
 *
 * <p>A line's own revision is taken where it is newer than every event about the document; otherwise the next one after
 * those. A revision by the clock would have effect too, but a module that counts from 1 could never overtake it again. Only
 * where nothing is known of a missing document, and its line says no revision, the clock counts, as for {@code corpus load}.
 */
final class CorpusRepair {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final GatewayApi api;
    private final Clock clock;
    private final CorpusComparison comparison;
    private final CorpusTable table;
    private final Outcome outcome;
    private final EventBatch batch = new EventBatch();
    private final Map<ReferenceEventKind, Long> applied = new EnumMap<>(ReferenceEventKind.class);

    CorpusRepair(GatewayApi api, Clock clock, CorpusComparison comparison, Outcome outcome) {
        this.api = api;
        this.clock = clock;
        this.comparison = comparison;
        this.table = comparison.table();
        this.outcome = outcome;
    }

    /** What becomes of each event. */
    interface Outcome {
        void applied(DocumentKey key, ReferenceEventKind kind, long revision);

        void refused(DocumentKey key, ReferenceEventKind kind, String reason);
    }

    /**
     * Publishes and waits until the reference set has it.
     *
     * @param removing whether what is extra is removed
     */
    void run(boolean removing) {
        comparison.read(
                new ReferenceList.Sink() {
                    @Override
                    public void accept(ReferenceList.Entry entry, String where) {
                        mend(entry);
                    }

                    @Override
                    public void reject(String where, String reason) {
                        // told when the list was compared
                    }
                },
                bytes -> {});
        if (removing) {
            comparison.extras(this::remove);
        }
        flush();
    }

    /** Events of a kind that have had effect. */
    long applied(ReferenceEventKind kind) {
        return applied.getOrDefault(kind, 0L);
    }

    private void mend(ReferenceList.Entry entry) {
        int number = table.find(entry.key());
        ReferenceEvent document = entry.document();
        if (number < 0 || document == null || !table.has(number, Mark.TO_MEND) || table.has(number, Mark.SENT)) {
            return;
        }
        table.mark(number, Mark.SENT);
        Long own = entry.revision();
        if (!table.has(number, Mark.IN_FORCE)) {
            long revision = own != null ? own : ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
            add(event(CorpusComparison.titled(document, false), ReferenceEventKind.APPROVED, revision));
            return;
        }
        long newest = table.newestRevision(number);
        if (own != null && own > newest) {
            add(event(titled(document, number), ReferenceEventKind.EDITED, own));
        } else if (canBeEdited(entry.key(), newest)) {
            add(event(titled(document, number), ReferenceEventKind.EDITED, newest + 1));
        }
    }

    private ReferenceEvent titled(ReferenceEvent document, int number) {
        return CorpusComparison.titled(document, table.has(number, Mark.UNTITLED));
    }

    private void remove(DocumentKey key, int number) {
        add(Deletion.of(key, Deletion.revisionAfter(table.newestRevision(number)), clock.instant()));
    }

    private boolean canBeEdited(DocumentKey key, long newest) {
        if (newest == Long.MAX_VALUE) {
            outcome.refused(key, ReferenceEventKind.EDITED, "its revision is the greatest there is");
        }
        return newest < Long.MAX_VALUE;
    }

    private ReferenceEvent event(ReferenceEvent document, ReferenceEventKind kind, long revision) {
        return new ReferenceEvent(
                document.documentType(),
                document.documentId(),
                revision,
                kind,
                document.title(),
                document.ownerId(),
                document.origin(),
                document.sections(),
                document.occurredAt() != null ? document.occurredAt() : clock.instant());
    }

    private void add(ReferenceEvent event) {
        if (!batch.hasRoomFor(event)) {
            flush();
        }
        batch.add(event);
    }

    private void flush() {
        List<ReferenceEvent> again = publish(batch.events(), true);
        publish(again, false);
        batch.clear();
    }

    /** @return approvals that an earlier deletion stood in the way of, under revisions that are newer; only the first time */
    private List<ReferenceEvent> publish(List<ReferenceEvent> events, boolean first) {
        List<ReferenceEvent> again = new ArrayList<>();
        if (events.isEmpty()) {
            return again;
        }
        List<AppliedEvent> dealtWith = send(events);
        for (int i = 0; i < dealtWith.size(); i++) {
            ReferenceEvent event = events.get(i);
            AppliedEvent came = dealtWith.get(i);
            if (came.applied()) {
                applied.merge(event.kind(), 1L, Long::sum);
                outcome.applied(event.key(), event.kind(), event.revision());
            } else if (first
                    && event.kind() == ReferenceEventKind.APPROVED
                    && came.reason() == AppliedEvent.Reason.DELETED
                    && came.newestRevision() < Long.MAX_VALUE) {
                again.add(event(event, event.kind(), came.newestRevision() + 1));
            } else {
                outcome.refused(event.key(), event.kind(), String.valueOf(came.detail()));
            }
        }
        return again;
    }

    /** What came of each; nothing of one that may not be sent, which is told. */
    private List<AppliedEvent> send(List<ReferenceEvent> events) {
        PublishedEvents published;
        try {
            published = api.publish(events, WAIT);
        } catch (InvalidMessageException e) {
            ReferenceEvent event = events.get(0);
            outcome.refused(event.key(), event.kind(), String.valueOf(e.getMessage()));
            return List.of();
        }
        if (published.events() == null) {
            throw new UserFaultException("the events are sent, but the reference set does not have them all after "
                    + WAIT.toSeconds() + " s; is a node with the role corpus-sync running?");
        }
        return published.events();
    }
}
