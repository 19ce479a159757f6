package org.dupcheck.testkit;

import org.dupcheck.embedded.KafkaCluster;
import org.dupcheck.embedded.KafkaClusterSettings;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresProcess;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.embedded.PostgresSettings;
import org.jspecify.annotations.Nullable;

/** Child processes: no Docker, quick to start. */
class ProcessProvider implements ServiceProvider {
    @Override
    public final @Nullable String unavailable() {
        return null;
    }

    @Override
    public final KafkaService kafka(int brokers) {
        return KafkaCluster.start(KafkaClusterSettings.temporary().withBrokers(brokers));
    }

    @Override
    public final PostgresService postgres() {
        return PostgresProcess.start(PostgresSettings.temporary());
    }
}
