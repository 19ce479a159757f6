package org.dupcheck.engine.base;

import java.util.Comparator;
import java.util.List;

/**
 * Asks a question each time so much work was done, wherever it was done: long loops tell it of their steps. Used by one
 * thread.
 */
public final class Pace {
    /** For work that nobody ends. */
    public static final Runnable NOBODY = () -> {};

    /** Steps between two questions: a millisecond at most, even if each has to wait for memory. */
    private static final int STEPS = 1 << 13;
    /** Steps of a loop that are noted at once. */
    private static final int BLOCK = 1 << 10;
    /** Things that are sorted in no time. */
    private static final int FEW = 1 << 8;

    private final Runnable question;
    private int left = STEPS;

    /** @param question what it throws ends the work */
    public Pace(Runnable question) {
        this.question = question;
    }

    /** Notes so many steps; more than a few thousand at once make the stretch to the next question longer. */
    public void spend(int steps) {
        left -= steps;
        if (left <= 0) {
            left = STEPS;
            question.run();
        }
    }

    /** Notes a step of a loop that counts on one by one: every so often all since then, so that it costs next to nothing. */
    public void at(int place) {
        if ((place & (BLOCK - 1)) == 0) {
            spend(BLOCK);
        }
    }

    /** Sorts a list; each comparison is a step. */
    public <T> void sort(List<T> list, Comparator<? super T> order) {
        if (list.size() <= FEW) {
            list.sort(order);
            return;
        }
        list.sort((one, other) -> {
            spend(1);
            return order.compare(one, other);
        });
    }
}
