package org.dupcheck.notifier;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.Lifeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what was decided and not seen to be sent: a node that died between its commit and its publish may have left a
 * command whose event nobody hands out again (its offset committed, or a newer revision current). Looks at the start and at a fixed interval, on a thread of its own.
 */
final class CommandSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSweep.class);
    private static final int LIMIT = 500;
    private static final long CLOSE_TIMEOUT_SECONDS = 5;

    private final Lifeline lifeline = new Lifeline("the sweep of unsent commands");
    private final WorkOrderCommands commands;
    private final NotifierSettings.Commands settings;
    private final Clock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "dupcheck-notifier-sweep"));

    CommandSweep(WorkOrderCommands commands, NotifierSettings.Commands settings, Clock clock) {
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(
                lifeline.guard(this::sweep), 0, settings.sweepInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    void sweep() {
        try {
            commands.countUnsent();
            List<WorkOrderCommands.Unsent> unsent =
                    commands.unsentSince(clock.instant().minus(settings.sweepAfter()), LIMIT);
            for (WorkOrderCommands.Unsent command : unsent) {
                if (thread.isShutdown()) {
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
    Health health() {
        return lifeline.health();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
