package org.dupcheck.testkit;

import org.jspecify.annotations.Nullable;

/** Child processes: no Docker, quick to start. */
final class ProcessProvider implements ServiceProvider {
    @Override
    public @Nullable String unavailable() {
        return null;
    }

    @Override
    public KafkaService kafka(int brokers) {
        return KafkaCluster.start(KafkaClusterSettings.temporary().withBrokers(brokers));
    }

    @Override
    public PostgresService postgres() {
        return PostgresProcess.start(PostgresSettings.temporary());
    }
}
