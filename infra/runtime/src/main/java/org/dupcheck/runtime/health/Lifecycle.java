package org.dupcheck.runtime.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts components in order and stops them in reverse, each within a bound, so that one that hangs does not keep the
 * others from stopping cleanly. Thread-safe; added to before the start.
 */
public final class Lifecycle implements Component {
    /** How long one component may take to stop. */
    public static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final Duration stopTimeout;
    private final Map<String, Component> components = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<String> started = new ArrayList<>();
    private volatile boolean running;

    public Lifecycle() {
        this(DEFAULT_STOP_TIMEOUT);
    }

    /** @param stopTimeout for each component */
    public Lifecycle(Duration stopTimeout) {
        this.stopTimeout = stopTimeout;
    }

    /** @return the component, started and stopped from now on with this lifecycle */
    public synchronized <C extends Component> C add(String name, C component) {
        if (running || components.putIfAbsent(name, component) != null) {
            throw new IllegalStateException("component " + name + " comes too late or twice");
        }
        return component;
    }

    /** Where one fails to start, those before it are stopped again and its exception goes on. */
    @Override
    public synchronized void start() {
        running = true;
        components.forEach((name, component) -> {
            started.add(name);
            try {
                component.start();
            } catch (RuntimeException e) {
                LOG.error("{} does not start", name, e);
                close();
                throw e;
            }
        });
    }

    /** Up when all are; otherwise the detail names those that are not. Broken when one is. */
    @Override
    public Health health() {
        if (!running) {
            return Health.down("not running");
        }
        Map<String, Health> down = healths();
        down.values().removeIf(Health::up);
        if (down.isEmpty()) {
            return Health.UP;
        }
        String detail = down.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().detail())
                .collect(Collectors.joining("; "));
        return new Health(false, detail, down.values().stream().anyMatch(Health::broken));
    }

    /** How each component is, in the order in which they start. */
    public Map<String, Health> healths() {
        return healths(name -> true);
    }

    /** How the components of these names are, in the order in which they start; the others are not asked. */
    public Map<String, Health> healths(Predicate<String> which) {
        Map<String, Component> watched;
        synchronized (components) {
            watched = new LinkedHashMap<>(components);
        }
        watched.keySet().removeIf(which.negate());
        Map<String, Health> healths = new LinkedHashMap<>();
        watched.forEach((name, component) -> healths.put(name, component.health()));
        return healths;
    }

    /** Whether the process works, and a restart would not help: what a liveness probe asks. */
    public boolean live() {
        return !health().broken();
    }

    /** Whether all are up: what a readiness probe asks. */
    public boolean ready() {
        return health().up();
    }

    /** Stops what was started, the last first. May be called twice. */
    @Override
    public synchronized void close() {
        running = false;
        while (!started.isEmpty()) {
            String name = started.remove(started.size() - 1);
            Component component = components.get(name);
            if (component != null) {
                stop(name, component);
            }
        }
    }

    private void stop(String name, Component component) {
        Thread thread = new Thread(
                () -> {
                    try {
                        component.close();
                    } catch (RuntimeException e) {
                        LOG.error("{} did not stop cleanly", name, e);
                    }
                },
                "dupcheck-stop-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(stopTimeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("{} does not stop within {} ms; left behind", name, stopTimeout.toMillis());
        }
    }
}
