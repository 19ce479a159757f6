package org.dupcheck.notifier.workorders;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.dupcheck.store.workorders.UnsentCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what was decided and not seen to be sent: a node that died between its commit and its publish may have left a
 * command whose event nobody hands out again (its offset committed, or a newer revision current). Looks at the start and at a fixed interval, on a thread of its own.
 */
public final class CommandSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSweep.class);
    private static final int LIMIT = 500;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final CommandPublisher commands;
    private final CommandSettings settings;
    private final Clock clock;
    private final RecurringTask task;

    /** Looks only once started. */
    public CommandSweep(CommandPublisher commands, CommandSettings settings, Clock clock) {
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
        this.task = new RecurringTask(
                "the sweep of unsent commands", "dupcheck-notifier-sweep", settings.sweepInterval(), this::sweep);
    }

    /** Starts the thread, which looks at once. */
    public void start() {
        task.start();
    }

    /** One look; what cannot be published waits for the next. */
    public void sweep() {
        try {
            commands.countUnsent();
            List<UnsentCommand> unsent = commands.unsentSince(clock.instant().minus(settings.sweepAfter()), LIMIT);
            for (UnsentCommand command : unsent) {
                if (task.isClosed()) {
                    return;
                }
                if (commands.isUnsent(command)) {
                    LOG.info("publishing command {}, decided at {}", command.commandId(), command.createdAt());
                    commands.publish(command);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("unsent commands wait for the next sweep: {}", e.toString());
        }
    }

    /** Broken once an error has come out of a sweep; the next ones come all the same. */
    public Health health() {
        return task.health();
    }

    @Override
    public void close() {
        task.close(CLOSE_TIMEOUT);
    }
}
