package org.dupcheck.testkit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.dupcheck.embedded.PostgresProcess;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.embedded.PostgresSettings;
import org.jspecify.annotations.Nullable;

/**
 * Child processes, of which the shared PostgreSQL lives as long as the JVM: for tools that run each test by itself, such as
 * mutation tests. So does what a {@link KeptFixture} makes of it, until a test fails.
 */
final class KeptProvider extends ProcessProvider {
    // of the JVM: a run of tests has no place that outlives it
    private static final AtomicReference<@Nullable PostgresService> KEPT = new AtomicReference<>();
    private static final AtomicLong FAILURES = new AtomicLong();

    /** It ends with the JVM, as every child process of the tests does. */
    @Override
    public PostgresService kept() {
        synchronized (KEPT) {
            PostgresService kept = KEPT.get();
            if (kept == null) {
                kept = PostgresProcess.start(PostgresSettings.temporary());
                KEPT.set(kept);
            }
            return kept;
        }
    }

    static boolean keeps(PostgresService postgres) {
        return KEPT.get() == postgres;
    }

    /** A test has failed: whatever it used may be in any state. */
    static void failed() {
        FAILURES.incrementAndGet();
    }

    /** Tests that have failed so far. */
    static long failures() {
        return FAILURES.get();
    }
}
