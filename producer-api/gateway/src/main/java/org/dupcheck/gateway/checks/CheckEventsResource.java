package org.dupcheck.gateway.checks;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.events.EventStream;
import org.dupcheck.gateway.events.EventStreams;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.store.checks.AwaitedChecks.Awaited;
import org.jspecify.annotations.Nullable;

/**
 * Tells a check's changes as server-sent events: one event at once, or as soon as the document is known, one at every
 * change, and the end of the stream with a final state or when the time for streams is up.
 */
public final class CheckEventsResource {
    /** Who may see where a check stands. */
    static final Role[] READERS = {Role.MODULE, Role.APPLICANT, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR};

    private final Gate gate;
    private final Checks checks;
    private final CheckWatch watch;
    private final EventStreams streams;

    public CheckEventsResource(Gate gate, Checks checks, CheckWatch watch, EventStreams streams) {
        this.gate = gate;
        this.checks = checks;
        this.watch = watch;
        this.streams = streams;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(Links.API + "/checks/{type}/{id}/events", Parameters.only(this::open), READERS);
    }

    private void open(Context ctx) throws IOException {
        BusinessKey key = gate.document(ctx);
        Validator.check(key); // nobody need wait for what can never be
        Check first = checks.find(key).orElse(null);
        streams.<Check>open(ctx, "check", CheckEventsResource::isFinal, stream -> follow(key, first, stream));
    }

    private Runnable follow(BusinessKey key, @Nullable Check first, EventStream<Check> stream) {
        if (first == null) {
            stream.heartbeat(); // it may be on its way: the client sees that somebody listens
        } else {
            stream.send(first);
        }
        CheckWatch.Watching watching = watch.watch(Awaited.newest(key), (row, verdict) -> {
            Check check = checks.view(key, row);
            if (check != null) {
                stream.send(check);
            }
        });
        return watching::close;
    }

    /**
     * Whether a check comes to no other state by itself. SUPERSEDED is not among them: the newer revision follows in
     * the same stream.
     */
    private static boolean isFinal(Check check) {
        return switch (check.state()) {
            case FINISHED, FAILED, WITHDRAWN -> true;
            case QUEUED, RUNNING, SUPERSEDED -> false;
        };
    }
}
