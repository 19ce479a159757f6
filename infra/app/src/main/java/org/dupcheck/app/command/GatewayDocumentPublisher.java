package org.dupcheck.app.command;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.api.GatewayException;
import org.dupcheck.app.command.LoadOutcomes.Kind;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.client.RevisionClock;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.gateway.references.AppliedEvent;
import org.dupcheck.gateway.references.PublishedEvents;

/**
 * Publishes through the gateway, a batch a request, and waits for what came of each document before the next batch goes. Holds
 * one batch. Not thread-safe.
 */
final class GatewayDocumentPublisher implements DocumentPublisher {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int UNAUTHENTICATED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_OF_THE_SERVERS_FAULT = 500;

    private final GatewayApi api;
    private final RevisionClock revisions;
    private final Duration patience;
    private final LoadOutcomes outcomes;
    private final InForce inForce;
    private final EventBatch batch = new EventBatch();
    private final List<String> places = new ArrayList<>();

    /** @param patience how long a batch may take until the reference set has it */
    GatewayDocumentPublisher(GatewayApi api, Clock clock, Duration patience, LoadOutcomes outcomes) {
        this.api = api;
        this.revisions = new RevisionClock(clock);
        this.patience = patience;
        this.outcomes = outcomes;
        this.inForce = new InForce(api);
    }

    @Override
    public long nextRevision() {
        return revisions.next();
    }

    @Override
    public void publish(ReferenceEvent document, String where) {
        if (!batch.hasRoomFor(document)) {
            finish();
        }
        try {
            inForce.ask(document.documentType());
        } catch (GatewayException e) {
            if (isAboutAll(e)) {
                throw e;
            }
            outcomes.refuse(where, reason(e)); // a key that is for other types
            return;
        }
        batch.add(document);
        places.add(where);
    }

    @Override
    public void finish() {
        publish(batch.events(), places);
        batch.clear();
        places.clear();
    }

    private void publish(List<ReferenceEvent> events, List<String> where) {
        if (events.isEmpty()) {
            return;
        }
        List<AppliedEvent> came;
        try {
            came = send(events);
        } catch (InvalidMessageException | GatewayException refusal) {
            if (events.size() == 1) {
                outcomes.refuse(where.get(0), reason(refusal));
                return;
            }
            // the gateway takes all of a request or nothing: one that it refuses must not cost its neighbours anything
            for (int i = 0; i < events.size(); i++) {
                publish(events.subList(i, i + 1), where.subList(i, i + 1));
            }
            return;
        }
        for (int i = 0; i < events.size(); i++) {
            tell(events.get(i), where.get(i), came.get(i));
        }
    }

    private static String reason(RuntimeException refusal) {
        return String.valueOf(refusal.getMessage());
    }

    /**
     * What came of each. While the gateway or the reference set takes longer, the same events are sent once more: of one that
     * is there already nothing changes.
     *
     * @throws GatewayException where what is sent is refused
     * @throws UserFaultException where it takes too long
     */
    private List<AppliedEvent> send(List<ReferenceEvent> events) {
        long start = System.nanoTime();
        while (true) {
            String why;
            try {
                PublishedEvents published = api.publish(events, GatewayApi.MAX_WAIT);
                if (published.events() != null) {
                    return published.events();
                }
                why = "is a node with the role corpus-sync running?";
            } catch (GatewayException e) {
                if (e.status() != UNAVAILABLE && e.status() != TOO_MANY_REQUESTS) {
                    throw isAboutAll(e) ? new UserFaultException(reason(e), e) : e;
                }
                why = reason(e);
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new UserFaultException("the reference set does not have all that was sent after "
                        + patience.toSeconds() + " s (--wait); " + why);
            }
            pause();
        }
    }

    /** Whether the next request would be refused for the same reason. */
    private static boolean isAboutAll(GatewayException refusal) {
        return refusal.status() == UNAUTHENTICATED || refusal.status() >= FIRST_OF_THE_SERVERS_FAULT;
    }

    private void tell(ReferenceEvent event, String where, AppliedEvent came) {
        String id = event.key().toString();
        if (!came.applied()) {
            String detail = String.valueOf(came.detail());
            outcomes.add(
                    Kind.WITHOUT_EFFECT,
                    where,
                    id,
                    "revision " + event.revision() + " of " + id + " is without effect: " + detail,
                    detail);
        } else if (event.kind() != ReferenceEventKind.DELETED) {
            boolean replaces = inForce.put(event.key());
            outcomes.add(replaces ? Kind.REPLACED : Kind.LOADED, where, id, "replaces " + id, "");
        } else if (inForce.remove(event.key())) {
            outcomes.add(Kind.REMOVED, where, id, "removes " + id, "");
        } else {
            String detail = "it was not in the reference set";
            outcomes.add(Kind.WITHOUT_EFFECT, where, id, id + " is not removed: " + detail, detail);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserFaultException("interrupted while loading", e);
        }
    }

    @Override
    public void close() {
        // it holds nothing open
    }
}
