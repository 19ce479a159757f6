package org.dupcheck.testkit;

import org.dupcheck.embedded.PostgresProcess;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.embedded.PostgresSettings;

/**
 * Child processes, of which the shared PostgreSQL lives as long as the JVM: for tools that run each test by itself, such as
 * mutation tests.
 */
final class KeptProvider extends ProcessProvider {
    @Override
    public PostgresService kept() {
        return Kept.POSTGRES;
    }

    /** Started on first use. It ends with the JVM, as every child process of the tests does. */
    private static final class Kept {
        static final PostgresService POSTGRES = PostgresProcess.start(PostgresSettings.temporary());
    }
}
