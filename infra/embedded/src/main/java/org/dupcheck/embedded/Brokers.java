package org.dupcheck.embedded;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;

/** Asks brokers who is there. Thread-safe. */
public final class Brokers {
    private static final int TIMEOUT_MILLIS = 2_000;

    private Brokers() {}

    /**
     * Whether an answer comes within 2 s and is as wanted.
     *
     * @throws LaunchException if interrupted meanwhile
     */
    public static boolean knows(String bootstrapServers, Predicate<Collection<Node>> wanted) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS);
        Admin admin = Admin.create(settings);
        try {
            return wanted.test(admin.describeCluster().nodes().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while asking " + bootstrapServers, e);
        } finally {
            // without a bound it waits for the answer of a broker that hangs, for as long as that does
            admin.close(Duration.ofMillis(TIMEOUT_MILLIS));
        }
    }
}
