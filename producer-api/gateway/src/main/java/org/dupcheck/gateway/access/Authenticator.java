package org.dupcheck.gateway.access;

import io.javalin.http.Context;
import java.util.Optional;
import org.dupcheck.gateway.http.ProblemException;

/** One way to tell who sends a request of the API. Thread-safe. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Who sends it; empty where this way has nothing to say about it.
     *
     * @throws ProblemException where what was sent to prove it is of this way, and proves nothing
     */
    Optional<Caller> find(Context ctx);
}
