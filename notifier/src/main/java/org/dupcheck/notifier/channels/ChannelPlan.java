package org.dupcheck.notifier.channels;

import java.time.Duration;
import org.dupcheck.runtime.settings.Require;

/**
 * How a channel is to be worked.
 *
 * @param repeatable whether its receivers tell a repeated message from a new one: then one of unknown outcome is offered
 *     again, and otherwise never
 * @param tries how often a message is offered that was not taken
 * @param sendingTimeout after which an attempt counts as one whose end nobody saw: longer than the channel ever takes
 * @param workers threads: as many messages are under way at once
 * @param pollInterval how often messages of other nodes and those to be offered again are looked for
 */
public record ChannelPlan(
        boolean repeatable, Tries tries, Duration sendingTimeout, int workers, Duration pollInterval) {
    public ChannelPlan {
        Require.aMillisecond(sendingTimeout, "sendingTimeout");
        Require.aMillisecond(pollInterval, "pollInterval");
        Require.that(workers >= 1, "workers: at least 1 expected, not " + workers);
    }
}
