package org.dupcheck.app.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the demo shows. It gathers what was sent, expected and found, each as a few words, while it goes on;
 * every {@link #expect} that does not hold makes the scenario fail without ending it. Not thread-safe.
 */
final class Scenario {
    /** What a scenario does. */
    @FunctionalInterface
    interface Script {
        void play(Scenario scenario) throws Exception;
    }

    private final String name;
    private final List<String> sent = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private boolean asExpected = true;
    private long start = System.nanoTime();
    private @Nullable Duration took;

    private Scenario(String name) {
        this.name = name;
    }

    /** Plays the script; an exception is an outcome like any other. */
    static ScenarioResult play(String name, Script script) {
        Scenario scenario = new Scenario(name);
        try {
            script.play(scenario);
        } catch (Exception | AssertionError e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            scenario.asExpected = false;
            scenario.found.add(String.valueOf(e.getMessage() == null ? e : e.getMessage()));
        }
        return scenario.outcome();
    }

    private ScenarioResult outcome() {
        Duration duration = took != null ? took : Duration.ofNanos(System.nanoTime() - start);
        return new ScenarioResult(name, sent, expected, found, duration, asExpected && !expected.isEmpty());
    }

    /** Says what goes in, a line each, and sets the clock to zero. */
    void sending(String... what) {
        sent.addAll(List.of(what));
        start = System.nanoTime();
    }

    /** Stops the clock: what comes after are questions of the demo, not work of dupcheck's. */
    void done() {
        took = Duration.ofNanos(System.nanoTime() - start);
    }

    /** Says what should come out and what did; equal means as expected. */
    void expect(Object wanted, Object actual) {
        expect(String.valueOf(wanted), String.valueOf(actual), Objects.equals(wanted, actual));
    }

    /** As the other, where equality is not the question. */
    void expect(String wanted, String actual, boolean holds) {
        expected.add(wanted);
        found.add(actual);
        asExpected &= holds;
    }
}
