package org.dupcheck.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SupervisorTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final CrashingProcess process = new CrashingProcess();
    private final Supervisor.Watch watch = new Supervisor.Watch(process, () -> now);

    @Test
    void aDatabaseKilledBehindItsBackAnswersAgain() throws SQLException {
        try (PostgresProcess postgres = PostgresProcess.start(PostgresSettings.temporary())) {
            long pid = postgres.pid();
            try (Supervisor supervisor = Supervisor.watch(List.of(postgres), Clock.systemUTC())) {
                assertThat(supervisor).isNotNull();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();

                await().atMost(Probes.PATIENCE)
                        .ignoreExceptions()
                        .until(() -> postgres.pid() != pid
                                && Probes.query(postgres.jdbcUrl(), "select 1").equals("1"));
            }
            postgres.kill();
            await().during(Duration.ofMillis(500)).until(() -> !postgres.isRunning());
        }
    }

    @Test
    void theFirstNewStartComesAtOnceAndTheNextOnesLaterAndLater() {
        process.crash();
        watch.look();
        assertThat(process.starts).isEqualTo(1);

        process.crash();
        watch.look();
        assertThat(process.starts).isEqualTo(1);
        now = now.plus(Supervisor.FIRST_DELAY);
        watch.look();
        assertThat(process.starts).isEqualTo(2);

        process.crash();
        now = now.plus(Supervisor.FIRST_DELAY);
        watch.look();
        assertThat(process.starts).isEqualTo(2);
        now = now.plus(Supervisor.FIRST_DELAY);
        watch.look();
        assertThat(process.starts).isEqualTo(3);
    }

    @Test
    void noWaitIsLongerThanTheLongestDelay() {
        process.startable = false;
        process.crash();
        for (int i = 0; i < 40; i++) {
            int before = process.starts;
            watch.look();
            assertThat(process.starts).isEqualTo(before + 1);
            now = now.plus(Supervisor.LONGEST_DELAY);
        }
    }

    @Test
    void aFailedStartIsTriedAgain() {
        process.startable = false;
        process.crash();
        watch.look();
        assertThat(process.running).isFalse();

        process.startable = true;
        now = now.plus(Supervisor.FIRST_DELAY);
        watch.look();
        assertThat(process.running).isTrue();
    }

    @Test
    void anErrorInAStartDoesNotEndTheWatching() {
        process.error = new NoClassDefFoundError("no such class");
        process.crash();
        watch.look();
        assertThat(process.running).isFalse();

        process.error = null;
        now = now.plus(Supervisor.FIRST_DELAY);
        watch.look();
        assertThat(process.running).isTrue();
    }

    @Test
    void afterALongRunTheFirstNewStartComesAtOnceAgain() {
        process.crash();
        watch.look();
        now = now.plus(Supervisor.STEADY.plusMillis(1));
        process.crash();
        watch.look();

        assertThat(process.starts).isEqualTo(2);
    }

    @Test
    void whatRunsOrWasStoppedOnPurposeIsLeftAlone() {
        watch.look();
        process.running = false;
        process.wanted = false;
        watch.look();

        assertThat(process.starts).isZero();
    }

    private static final class CrashingProcess implements ManagedProcess {
        private boolean running = true;
        private boolean wanted = true;
        private boolean startable = true;
        private int starts;
        private @Nullable Error error;

        void crash() {
            running = false;
        }

        @Override
        public String name() {
            return "crashing";
        }

        @Override
        public void start() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void revive() {
            starts++;
            if (error != null) {
                throw error;
            }
            if (!startable) {
                throw new LaunchException("not now");
            }
            running = true;
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void kill() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restart() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void pause() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void resume() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public boolean isWanted() {
            return wanted;
        }

        @Override
        public long pid() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
