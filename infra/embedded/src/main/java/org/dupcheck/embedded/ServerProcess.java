package org.dupcheck.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What starting, killing and stopping have in common, whatever the server. */
abstract class ServerProcess implements ManagedProcess {
    static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    static final Duration TRY_AGAIN = Duration.ofSeconds(10);
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

    private final String name;
    private final String stopSignal;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable ChildProcess child;
    private volatile boolean wanted;

    ServerProcess(String name, String stopSignal) {
        this.name = name;
        this.stopSignal = stopSignal;
    }

    /** Starts the process and does not wait until it answers. */
    abstract ChildProcess launch();

    /** Whether it does its work now; false, not an exception, while it is starting. */
    abstract boolean answers();

    abstract Path log();

    /** Whether what ended it while it was starting passes by itself, so that it may be tried again for 10 s. */
    boolean mayTryAgain() {
        return false;
    }

    /** Called once, when it is closed and has ended. */
    abstract void deleteTemporary();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void start() {
        begin();
        awaitAnswer();
    }

    @Override
    public final void revive() {
        if (launchIfWanted()) {
            awaitAnswer();
        }
    }

    /** The first half of {@link #start}: for servers that answer only together. */
    final void begin() {
        lock.lock();
        try {
            wanted = true;
            launchIfWanted();
        } finally {
            lock.unlock();
        }
    }

    private boolean launchIfWanted() {
        lock.lock();
        try {
            if (!wanted || isRunning()) {
                return false;
            }
            child = launch();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The second half of {@link #start}. */
    final void awaitAnswer() {
        long start = System.nanoTime();
        while (!answers()) {
            long waited = System.nanoTime() - start;
            if (!wanted) {
                throw new LaunchException(name + " was stopped while it was starting");
            }
            if (waited > START_TIMEOUT.toNanos()) {
                throw new LaunchException(name + " does not answer; its log ends with:\n" + ChildProcess.tail(log()));
            }
            if (!isRunning()) {
                if (waited > TRY_AGAIN.toNanos() || !mayTryAgain()) {
                    throw new LaunchException(name + " ended at once; its log ends with:\n" + ChildProcess.tail(log()));
                }
                launchIfWanted();
            }
            pauseABit();
        }
        LOG.debug("{} answers after {} ms", name, (System.nanoTime() - start) / 1_000_000);
    }

    private void pauseABit() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while " + name + " was starting", e);
        }
    }

    /** Asks it to stop and does not wait; for servers that have to stop together, before {@link #stop}. */
    final void beginStop() {
        wanted = false;
        signal("CONT");
        signal(stopSignal);
    }

    @Override
    public final void stop() {
        wanted = false; // before the lock, so that a start under way gives up
        lock.lock();
        try {
            ChildProcess running = child;
            if (running == null) {
                return;
            }
            beginStop();
            if (!running.waitForEnd(STOP_TIMEOUT)) {
                LOG.warn("{} does not stop within {} s: killed", name, STOP_TIMEOUT.toSeconds());
                running.killTree();
            }
            child = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void kill() {
        lock.lock();
        try {
            ChildProcess running = child;
            if (running != null) {
                running.killTree();
                child = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void restart() {
        stop();
        start();
    }

    @Override
    public final void pause() {
        standStill(true);
    }

    @Override
    public final void resume() {
        standStill(false);
    }

    /** Returns when it has come true: the signal goes by way of the guard, which may take its time. */
    private void standStill(boolean stopped) {
        ChildProcess running = child;
        if (running != null) {
            running.signal(stopped ? "STOP" : "CONT");
            running.awaitStopped(stopped);
        }
    }

    private void signal(String signal) {
        ChildProcess running = child;
        if (running != null) {
            running.signal(signal);
        }
    }

    @Override
    public final boolean isRunning() {
        ChildProcess running = child;
        return running != null && running.isAlive();
    }

    @Override
    public final boolean isWanted() {
        return wanted;
    }

    @Override
    public final long pid() {
        ChildProcess running = child;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException(name + " does not run");
        }
        return running.pid();
    }

    @Override
    public final void close() {
        stop();
        deleteTemporary();
    }
}
