package org.dupcheck.app.demo;

/** Every record that was received is accounted for, by the metrics of all nodes. */
final class BooksScenario {
    private final NodeMetrics metrics;

    BooksScenario(NodeMetrics metrics) {
        this.metrics = metrics;
    }

    ScenarioResult play() {
        return Scenario.play("the books balance", this::balance);
    }

    private void balance(Scenario scenario) {
        scenario.sending("all of the above");
        DemoSystem.awaitTrue("the books to balance", () -> sum("received") == ended());
        scenario.done();
        scenario.expect(sum("received") + " received", ended() + " accounted for", sum("received") == ended());
        scenario.expect("1 dead letter", sum("dead_lettered") + " dead letter");
        scenario.expect("0 retried", sum("retried") + " retried");
    }

    private long ended() {
        return sum("succeeded") + sum("superseded") + sum("retried") + sum("dead_lettered");
    }

    private long sum(String what) {
        return metrics.sum("dupcheck_consume_" + what + "_total", "");
    }
}
