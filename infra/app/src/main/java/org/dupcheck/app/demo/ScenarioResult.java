package org.dupcheck.app.demo;

import java.time.Duration;
import java.util.List;

/**
 * How one scenario came out.
 *
 * @param sent what went in, a line each
 * @param expected what should come out, a line each
 * @param found what did, beside what was expected; there may be more of them where something went wrong
 * @param took from the sending of what the scenario is about to the state that it waits for
 */
record ScenarioResult(
        String scenario,
        List<String> sent,
        List<String> expected,
        List<String> found,
        Duration took,
        boolean asExpected) {
    ScenarioResult {
        sent = List.copyOf(sent);
        expected = List.copyOf(expected);
        found = List.copyOf(found);
    }
}
