package org.dupcheck.app.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.dupcheck.runtime.kafka.KafkaSettings;

/**
 * How long does the work of a killed node wait? The brokers give its partitions to others when it has been silent for the
 * group's session timeout: the group's own setting, or the brokers' default.
 */
final class SessionHealthCheck extends GroupHealthCheck {
    /** Beyond this nobody would expect it. */
    static final Duration LONG = Duration.ofMinutes(2);

    private static final String SUBJECT = "session timeout";
    private static final String SETTING = "consumer.session.timeout.ms";

    SessionHealthCheck(KafkaSettings kafka, List<String> groups) {
        super(SUBJECT, kafka, groups);
    }

    @Override
    void look(Admin admin, List<String> groups, List<Finding> findings)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (String group : groups) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
            Config config = get(Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).values().get(resource)));
            ConfigEntry entry = config.get(SETTING);
            findings.add(
                    entry == null
                            ? Finding.fine(SUBJECT, "the brokers do not tell that of " + group)
                            : finding(group, Duration.ofMillis(Long.parseLong(entry.value()))));
        }
    }

    /** Judges one group's. */
    static Finding finding(String group, Duration timeout) {
        String what = "the work of a killed node of " + group + " waits up to " + timeout.toSeconds()
                + " s until another one takes it over (" + SETTING + ")";
        return timeout.compareTo(LONG) <= 0
                ? Finding.fine(SUBJECT, what)
                : Finding.wrong(
                        SUBJECT,
                        what,
                        "kafka-configs.sh --alter --entity-type groups --entity-name " + group + " --add-config "
                                + SETTING + "=45000");
    }
}
