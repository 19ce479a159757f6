package org.dupcheck.engine.work;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Counts a thread's work from one question whether a check is still wanted to the next. Used by one thread. */
public final class Work {
    private static final Map<String, Long> TOO_LONG = new TreeMap<>();
    private static volatile Thread counted = Thread.currentThread();
    private static long limit;
    private static long since;
    private static long asked;
    private static String where = "";

    private Work() {}

    /** Once round a loop, or one call. */
    public static void tick() {
        if (Thread.currentThread() == counted && ++since == limit) {
            where = Arrays.toString(Arrays.stream(new Throwable().getStackTrace())
                    .skip(1)
                    .limit(12)
                    .toArray());
        }
    }

    /** Whether the check is still wanted: it is. */
    public static void ask() {
        asked++;
        if (since >= limit) {
            TOO_LONG.merge(where, since, Math::max);
        }
        since = 0;
    }

    /** Starts counting on this thread. */
    public static void start(long most) {
        counted = Thread.currentThread();
        TOO_LONG.clear();
        limit = most;
        since = 0;
        asked = 0;
    }

    /** The stretches that were longer: where they became so, and how long they were. */
    public static Map<String, Long> tooLong() {
        return TOO_LONG;
    }

    /** Questions since the start. */
    public static long asked() {
        return asked;
    }
}
