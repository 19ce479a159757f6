package org.dupcheck.app.guarantee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How the instances of a site learn at which {@link FailPoint} one of them is to end: a file that all of them watch. Who comes
 * by first takes the order and ends; which of them has the work that leads there nobody can know before.
 *
 * @param directory where the order lies, the same for all
 * @param name the instance's own
 */
record FailPointOrders(Path directory, String name) {
    private static final Duration POLL = Duration.ofMillis(20);
    /** Tells one order from the next of the same words. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static FailPointOrders ofArgument(String argument) {
        int colon = argument.indexOf(':');
        return new FailPointOrders(Path.of(argument.substring(colon + 1)), argument.substring(0, colon));
    }

    String argument() {
        return name + ":" + directory;
    }

    /** What is ordered now: the point's name and how often an instance comes by before it ends; empty for nothing. */
    String read() {
        try {
            return Files.readString(order(directory));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the order, which only one instance can. */
    boolean take() {
        try {
            Files.move(order(directory), ended(directory, name), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has one of those instances end when it comes by the point for the pass-th time from now, and waits for that.
     *
     * @return the name of the one that ended there; empty if none did within that time
     */
    static Optional<String> endOne(Path directory, List<String> names, FailPoint point, int pass, Duration patience) {
        try {
            Files.createDirectories(directory);
            Path written = directory.resolve("new");
            Files.writeString(written, point + " " + pass + " " + NUMBER.incrementAndGet());
            Files.move(written, order(directory), StandardCopyOption.ATOMIC_MOVE);
            long deadline = System.nanoTime() + patience.toNanos();
            // an order that is not there to be taken back any more was taken right now
            while (System.nanoTime() < deadline || !Files.deleteIfExists(order(directory))) {
                for (String name : names) {
                    if (Files.deleteIfExists(ended(directory, name))) {
                        return Optional.of(name);
                    }
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path order(Path directory) {
        return directory.resolve("order");
    }

    private static Path ended(Path directory, String name) {
        return directory.resolve("ended-" + name);
    }
}
