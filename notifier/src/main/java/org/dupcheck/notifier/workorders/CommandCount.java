package org.dupcheck.notifier.workorders;

import java.time.Duration;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.dupcheck.store.Store;

/** Counts at a fixed interval the commands that have not gone out. */
public final class CommandCount implements Component {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Store store;
    private final CommandMeters meters;
    private final RecurringTask task =
            new RecurringTask("counting unsent commands", "dupcheck-notifier-unsent", INTERVAL, this::count);

    /** Counts only once started. */
    public CommandCount(Store store, CommandMeters meters) {
        this.store = store;
        this.meters = meters;
    }

    /** One count; NaN while the database is away. */
    public void count() {
        try {
            store.read(tables -> {
                meters.counted((double) tables.workOrderCommands().countUnsent(), (double)
                        tables.workOrderCommands().countSetAside());
                return true;
            });
        } catch (RuntimeException e) {
            meters.counted(Double.NaN, Double.NaN);
        }
    }

    @Override
    public void start() {
        task.start();
    }

    @Override
    public Health health() {
        return task.health();
    }

    @Override
    public void close() {
        task.close();
    }
}
