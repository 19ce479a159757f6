package org.dupcheck.gateway.documents;

import java.time.Duration;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.runtime.settings.Require;

/**
 * How uploaded files are read.
 *
 * @param maxBytes of a file, 1 KiB to 64 MiB; a larger one is answered with 413
 * @param atOnce files read at once, 1 to 64, each in a process of its own; one more is answered with 503
 * @param timeout for the reading of one file, at least 100 ms
 * @param memoryMiB heap of a reading process, 64 to 4,096 MiB
 */
public record DocumentSettings(int maxBytes, int atOnce, Duration timeout, int memoryMiB) {
    /** The largest that {@code maxBytes} may be. */
    public static final int LARGEST_BYTES = (int) DocumentReader.MAX_FILE_BYTES;

    private static final int SMALLEST_BYTES = 1 << 10;

    /** 16 MiB, where the bodies that come in may take as much memory. */
    public static final DocumentSettings DEFAULT = new DocumentSettings(
            (int) Math.min(16L << 20, HttpSettings.DEFAULT_BODY_MEMORY_BYTES / 2), 2, Duration.ofSeconds(30), 256);

    public DocumentSettings {
        Require.that(maxBytes >= SMALLEST_BYTES && maxBytes <= LARGEST_BYTES, "maxBytes: 1,024 to 67,108,864 expected");
        Require.that(atOnce >= 1 && atOnce <= 64, "atOnce: 1 to 64 expected");
        Require.that(timeout.toMillis() >= 100, "timeout: at least 100 ms expected");
        Require.that(memoryMiB >= 64 && memoryMiB <= 4_096, "memoryMiB: 64 to 4,096 expected");
    }
}
