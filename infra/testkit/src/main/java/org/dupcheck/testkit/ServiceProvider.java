package org.dupcheck.testkit;

import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.jspecify.annotations.Nullable;

/** Who provides the services of {@link DupcheckServices}. */
interface ServiceProvider {
    /** Why it cannot provide any here, in a sentence, or null if it can. */
    @Nullable
    String unavailable();

    KafkaService kafka(int brokers);

    PostgresService postgres();

    /** The PostgreSQL that outlives a run of tests and that nobody closes, or null: then each run has one of its own. */
    default @Nullable PostgresService kept() {
        return null;
    }

    static ServiceProvider named(String name) {
        if (name.isEmpty() || name.equals("processes")) {
            return new ProcessProvider();
        }
        if (name.equals("kept")) {
            return new KeptProvider();
        }
        if (name.equals("testcontainers")) {
            return new ContainerProvider();
        }
        throw new IllegalArgumentException(
                DupcheckServices.PROVIDER + " is processes, kept or testcontainers, not \"" + name + "\"");
    }
}
