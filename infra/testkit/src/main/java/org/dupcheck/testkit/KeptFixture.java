package org.dupcheck.testkit;

import java.util.function.Function;
import org.dupcheck.embedded.PostgresService;
import org.jspecify.annotations.Nullable;

/**
 * What a test class makes of the shared PostgreSQL, such as a database with tables in it: made anew for each class. Where
 * that PostgreSQL is kept for the whole JVM, so is this, until a test fails: tables take longer to make than a test to
 * run. Whoever uses it must not rely on finding nothing there. Thread-safe.
 */
public final class KeptFixture<T extends AutoCloseable> {
    private final Function<PostgresService, T> make;
    private @Nullable T kept;
    private long failures;

    public KeptFixture(Function<PostgresService, T> make) {
        this.make = make;
    }

    /** To be given to {@link #close} at the end of the class. */
    public synchronized T open(PostgresService postgres) {
        if (!KeptProvider.keeps(postgres)) {
            return make.apply(postgres);
        }
        T fixture = kept;
        long failed = KeptProvider.failures();
        if (fixture == null || failures != failed) {
            if (fixture != null) {
                closeNow(fixture);
            }
            fixture = make.apply(postgres);
            kept = fixture;
            failures = failed;
        }
        return fixture;
    }

    /** Closes it unless it is kept. */
    public synchronized void close(T fixture) {
        if (fixture != kept) {
            closeNow(fixture);
        }
    }

    private static void closeNow(AutoCloseable fixture) {
        try {
            fixture.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot be closed", e);
        }
    }
}
