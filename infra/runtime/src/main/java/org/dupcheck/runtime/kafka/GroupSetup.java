package org.dupcheck.runtime.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers to share out partitions again as soon as a member comes or goes.
 *
 * <p>From 4.3 on they wait up to a second for more changes, so that the members hear of it a heartbeat later: 5 s and more
 * in which nobody reads some partitions. Our groups are small; there is nothing to
 * save up.
 */
public final class GroupSetup {
    private static final Logger LOG = LoggerFactory.getLogger(GroupSetup.class);
    private static final Map<String, String> CONFIG = Map.of("consumer.assignment.interval.ms", "0");

    private GroupSetup() {}

    /**
     * Sets it for the groups; may be repeated, by several nodes at once. Brokers that do not know the setting (before
     * 4.3) or do not let us are left as they are: the groups work all the same.
     *
     * @param timeout how long to wait for the brokers' answer
     */
    public static void ensure(KafkaSettings settings, Collection<String> groups, Duration timeout) {
        List<AlterConfigOp> operations = CONFIG.entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        groups.forEach(group -> changes.put(new ConfigResource(ConfigResource.Type.GROUP, group), operations));
        try (Admin admin = Admin.create(KafkaProperties.admin(settings, "dupcheck-group-setup"))) {
            admin.incrementalAlterConfigs(changes)
                    .values()
                    .forEach((group, done) -> await(group.name(), done, timeout));
            admin.close(timeout);
        }
    }

    private static void await(String group, KafkaFuture<Void> done, Duration timeout) {
        try {
            done.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("group {} keeps the brokers' pace of sharing out partitions: {}", group, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
