package org.dupcheck.app.guarantee;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Of the tests that fill a machine by themselves one runs at a time, whichever JVM runs it: beside each other they took twice as
 * long as one after the other, as members that got no processor for three seconds were taken for dead. Ends with its process.
 */
final class Turn implements AutoCloseable {
    private static final Path FILE = Path.of("target", "guarantee.turn");
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final FileChannel channel;

    private Turn(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until no other process has it. */
    static Turn take() {
        try {
            Turn turn = new Turn(FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            await("the other test that fills the machine ends").atMost(LONGEST).until(turn::isMine);
            return turn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isMine() throws IOException {
        FileLock lock = channel.tryLock();
        return lock != null;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
