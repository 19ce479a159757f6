package org.dupcheck.app.node;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what a node needs at its start, within a bound for each, and says what for. */
final class StartupWait {
    private static final Logger LOG = LoggerFactory.getLogger(StartupWait.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** What is there within that time is no wait that anybody has to hear of. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Duration timeout;
    private final BooleanSupplier stopping;

    /** @param stopping asked while it waits: whether somebody wants the node to stop before it is ready */
    StartupWait(Duration timeout, BooleanSupplier stopping) {
        this.timeout = timeout;
        this.stopping = stopping;
    }

    /**
     * Tries until it works, the timeout has passed, or somebody wants to stop.
     *
     * @param work another try can help where it throws {@link RetryLaterException}
     * @throws UserFaultException where it did not work in time, with the last reason
     */
    <T> T waitFor(String whom, Supplier<T> work) {
        long start = System.nanoTime();
        String told = "";
        while (true) {
            try {
                return work.get();
            } catch (RetryLaterException e) {
                String reason = String.valueOf(e.getMessage());
                long waited = System.nanoTime() - start;
                if (waited > timeout.toNanos() || stopping.getAsBoolean()) {
                    throw new UserFaultException(
                            whom + " did not become ready within " + timeout.toSeconds() + " s: " + reason, e);
                }
                // on the console too: whoever waits wants to know for what, and whether it can come true at all
                if (!reason.equals(told) && waited > SILENCE.toNanos()) {
                    LOG.warn("waiting for {}, up to {} s: {}", whom, timeout.toSeconds(), reason);
                    told = reason;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserFaultException("interrupted while starting", e);
        }
    }
}
