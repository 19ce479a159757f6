package org.dupcheck.app.demo;

import java.util.List;
import org.dupcheck.app.terminal.Table;

/** The outcomes as a table, what was expected and what was found side by side, line by line. */
final class ScenarioTable {
    private ScenarioTable() {}

    static List<String> lines(List<ScenarioResult> outcomes, int width) {
        Table table = new Table("", "scenario", "sent", "expected", "found", ">ms");
        for (ScenarioResult outcome : outcomes) {
            int lines = Math.max(
                    outcome.sent().size(),
                    Math.max(outcome.expected().size(), outcome.found().size()));
            for (int i = 0; i < lines; i++) {
                table.row(
                        i > 0 ? "" : outcome.asExpected() ? "✓" : "✗",
                        i > 0 ? "" : outcome.scenario(),
                        line(outcome.sent(), i),
                        line(outcome.expected(), i),
                        line(outcome.found(), i),
                        i > 0 ? "" : Long.toString(outcome.took().toMillis()));
            }
        }
        return table.lines(width);
    }

    private static String line(List<String> lines, int i) {
        return i < lines.size() ? lines.get(i) : "";
    }
}
