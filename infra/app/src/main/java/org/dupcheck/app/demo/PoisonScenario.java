package org.dupcheck.app.demo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.kafka.RecordPublisher;

/** A record that is no message goes to the dead letters with the reason, and its neighbours are not disturbed. */
final class PoisonScenario {
    private static final String KEY = DemoSystem.BUSINESS + ":P-poison";

    private final DemoSystem stage;
    private final RecordPublisher raw;
    private final Application neighbour;

    PoisonScenario(DemoSystem stage, DemoTexts library, RecordPublisher raw) {
        this.stage = stage;
        this.raw = raw;
        this.neighbour = library.fresh();
    }

    List<ScenarioResult> play() {
        return List.of(Scenario.play("poison message", this::poison));
    }

    private void poison(Scenario scenario) {
        byte[] value = "{\"businessType\": \"project\", \"sections\": [".getBytes(StandardCharsets.UTF_8);
        scenario.sending("half of a JSON object,", "then a proper submission");
        CompletableFuture<Void> published = raw.publish(stage.topics().submissions(), KEY, value, Map.of());
        published.join();
        Verdict verdict = stage.verdict("P-beside", stage.precheck("P-beside", neighbour));
        DemoSystem.awaitTrue("the dead letter", () -> !stage.deadLetters(KEY).isEmpty());
        scenario.done();
        List<ConsumerRecord<byte[], byte[]>> letters = stage.deadLetters(KEY);
        scenario.expect("1 dead letter", letters.size() + " dead letter");
        scenario.expect(ErrorCode.MALFORMED_JSON.name(), TopicWatch.header(letters.get(0), "dupcheck-error-code"));
        scenario.expect(
                "the value unchanged",
                "the value unchanged",
                Arrays.equals(value, letters.get(0).value()));
        scenario.expect("neighbour: " + ResultState.NONE, "neighbour: " + verdict.resultState());
    }
}
