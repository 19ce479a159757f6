package org.dupcheck.notifier.runs;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Decides where a process dies. Thread-safe. */
final class Faults {
    /** One transaction in so many dies. */
    private static final int RARITY = 12;

    /** There are few commands: of them, one in so many. */
    private static final int RARITY_OF_PUBLISHING = 3;

    private final Random random;
    private final Map<Point, Integer> deaths = new EnumMap<>(Point.class);
    private boolean off;

    Faults(Random random) {
        this.random = random;
    }

    /** A place where a process may die. */
    enum Point {
        BEFORE_TRANSACTION,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        BEFORE_PUBLISH,
        AFTER_PUBLISH
    }

    /** The process is gone; whoever goes on is another one. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death(Point point) {
            super("dead " + point, null, false, false);
        }
    }

    synchronized void off() {
        off = true;
    }

    synchronized void on() {
        off = false;
    }

    /** @throws Death now and then */
    synchronized void at(Point point) {
        boolean publishes = point == Point.BEFORE_PUBLISH || point == Point.AFTER_PUBLISH;
        if (!off && random.nextInt(publishes ? RARITY_OF_PUBLISHING : RARITY) == 0) {
            deaths.merge(point, 1, Integer::sum);
            throw new Death(point);
        }
    }

    /** Whether the brokers refuse now. */
    synchronized boolean isRefused() {
        return !off && random.nextInt(RARITY) == 0;
    }

    synchronized Map<Point, Integer> deaths() {
        return new EnumMap<>(deaths);
    }

    synchronized int total() {
        return deaths.values().stream().mapToInt(Integer::intValue).sum();
    }
}
