package org.dupcheck.app.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dupcheck.app.terminal.TextWidth;
import org.jspecify.annotations.Nullable;

/** Tells a story as it happens: who does or hears what, and when. Used by one thread. */
final class Timeline {
    private static final int NAME = 10;

    private final PrintWriter out;
    private final Duration pace;
    private final long start = System.nanoTime();
    private boolean asExpected = true;

    /** @param pace the pause before each scene, for people to read */
    Timeline(PrintWriter out, Duration pace) {
        this.out = out;
        this.pace = pace;
    }

    /** Begins a scene. */
    void scene(String title) {
        try {
            TimeUnit.MILLISECONDS.sleep(pace.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        out.println();
        out.println(title);
        out.flush();
    }

    /** Says what somebody does, hears or sees at this moment. */
    void tell(String who, String what) {
        String time = String.format(
                Locale.ROOT,
                "%7.1f s  ",
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0);
        out.println(time + TextWidth.pad(who, NAME) + "  " + what);
        out.flush();
    }

    /** Says so where something does not come out as it must. */
    void must(String what, @Nullable Object wanted, @Nullable Object found) {
        if (!Objects.equals(wanted, found)) {
            asExpected = false;
            tell("✗", what + ": " + wanted + " expected, " + found + " found");
        }
    }

    boolean asExpected() {
        return asExpected;
    }
}
