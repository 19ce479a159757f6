package org.dupcheck.notifier.outgoing;

import java.time.Duration;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.runtime.settings.Require;

/**
 * How servers of others are called.
 *
 * @param rules which are called at all
 * @param connectTimeout for one address of a server
 * @param deadline over a whole exchange, from looking up the name to the answer
 * @param connections at once
 */
public record HttpSettings(OutgoingRules rules, Duration connectTimeout, Duration deadline, int connections) {
    public HttpSettings {
        Require.aMillisecond(connectTimeout, "connectTimeout");
        Require.aMillisecond(deadline, "deadline");
        Require.that(connections >= 1, "connections: at least 1 expected, not " + connections);
    }
}
