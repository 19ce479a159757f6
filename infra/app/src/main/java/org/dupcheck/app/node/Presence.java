package org.dupcheck.app.node;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Retention;
import org.dupcheck.store.Store;
import org.dupcheck.store.nodes.Beat;
import org.dupcheck.store.nodes.Nodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the database that this node runs and how it stands to work, and takes work or none as it reads there. While the
 * database is away the node stays as it is. Closed, it takes its row away. Thread-safe.
 */
final class Presence implements Component {
    /** Between two looks: an operator waits about so long until a node hears an order. */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** For the look that is under way when it is closed. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private final Identity identity;
    private final Store store;
    private final Drain drain;
    private final MeterRegistry meters;
    private final RecurringTask task;
    private final Retention retention;
    private volatile @Nullable Endpoints endpoints;
    private volatile boolean told;

    /** @param context of the roles, whose work begins and ends with its drain */
    Presence(Identity identity, RoleContext context) {
        this.identity = identity;
        this.store = Store.on(context.database());
        this.drain = context.drain();
        this.meters = context.meters();
        this.task = new RecurringTask("telling that this node runs", "dupcheck-presence", INTERVAL, this::turn);
        Purge gone = Purge.of(
                store,
                "nodes that are gone",
                Nodes.KEPT_FOR,
                (tables, before, limit) -> tables.nodes().purge(before, limit));
        this.retention = new Retention("nodes", context.clock(), Purge.DEFAULT_INTERVAL, List.of(gone));
    }

    /** The node is ready, and reached there. */
    void readyAt(Endpoints where) {
        endpoints = where;
    }

    @Override
    public void start() {
        task.start();
        retention.start();
    }

    private void turn() {
        try {
            Beat beat = beat();
            boolean drains = store.inTransaction(tables -> tables.nodes().beat(beat));
            told = true;
            obey(drains);
        } catch (RetryLaterException e) {
            LOG.debug("this node tells that it runs in a moment: {}", e.getMessage());
        } catch (RuntimeException e) {
            if (told) {
                LOG.warn("this node cannot tell that it runs, and takes no orders", e);
            }
            told = false;
        }
    }

    private Beat beat() {
        Endpoints where = endpoints;
        boolean drains = drain.isOn();
        Set<String> atWork = drains ? drain.atWork() : Set.of();
        return new Beat(
                identity.nodeId(),
                identity.name(),
                identity.roles(),
                identity.version(),
                where == null ? null : where.http(),
                where == null ? null : where.management(),
                drains,
                List.copyOf(atWork),
                inFlight());
    }

    /** Of all loops. */
    private int inFlight() {
        return (int) meters.find("dupcheck.consume.in_flight").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private void obey(boolean drains) {
        if (drains == drain.isOn()) {
            return;
        }
        if (drains) {
            LOG.warn("an operator wants this node to take no work: what runs is finished, the rest is left to others");
            drain.begin();
        } else {
            LOG.warn("an operator wants this node to take work again");
            drain.end();
        }
    }

    @Override
    public Health health() {
        return Health.of(task.health(), retention.health());
    }

    @Override
    public void close() {
        task.close(PATIENCE);
        retention.close();
        try {
            store.run(tables -> tables.nodes().remove(identity.nodeId()));
        } catch (RuntimeException e) {
            LOG.info("this node cannot say that it ends: {}", e.getMessage());
        }
    }
}
