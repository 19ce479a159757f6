package org.dupcheck.notifier.channels;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.dupcheck.runtime.settings.Require;

/**
 * How often a message is offered, and when.
 *
 * @param pauses one after each try but the last
 * @param jitter by which part a pause may be longer or shorter by chance, 0 to 1: so that what failed together does not come
 *     again together
 */
public record Tries(List<Duration> pauses, double jitter) {
    public Tries {
        pauses = List.copyOf(pauses);
        Require.that(jitter >= 0 && jitter < 1, "jitter: 0 to 1 expected, not " + jitter);
    }

    /** Pauses that double from the first one on up to the longest. */
    public static Tries doubling(int max, Duration first, Duration longest) {
        return new Tries(
                Stream.iterate(first, pause -> shorter(pause.multipliedBy(2), longest))
                        .limit(max - 1L)
                        .toList(),
                0);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Tries in all. */
    public int max() {
        return pauses.size() + 1;
    }

    /**
     * The pause after that many tries; empty where there is no other.
     *
     * @param tries from 1
     */
    Optional<Duration> pauseAfter(int tries, RandomGenerator chance) {
        if (tries > pauses.size()) {
            return Optional.empty();
        }
        double factor = 1 + jitter * (2 * chance.nextDouble() - 1);
        return Optional.of(Duration.ofMillis(Math.round(pauses.get(tries - 1).toMillis() * factor)));
    }
}
