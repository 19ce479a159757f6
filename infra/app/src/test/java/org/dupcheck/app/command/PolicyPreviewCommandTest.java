package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.gateway.policies.PreviewAnswer;
import org.dupcheck.store.policies.PreviewResult;
import org.dupcheck.store.policies.PreviewResult.Changed;
import org.dupcheck.store.policies.PreviewResult.Sides;
import org.dupcheck.store.policies.PreviewState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, against a gateway that answers what it is told to. */
class PolicyPreviewCommandTest {
    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private final JsonCodec codec = new JsonCodec();
    private final List<String> asked = new ArrayList<>();
    private final Deque<PreviewAnswer> answers = new ArrayDeque<>();
    private Path draft;
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        draft = Files.writeString(folder.resolve("draft.json"), "{\"thresholds\":{\"containment\":0.3}}");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/policies/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] answer = codec.write(answers.remove());
        exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 202 : 200, answer.length);
        try (exchange) {
            exchange.getResponseBody().write(answer);
        }
    }

    private int preview(String... arguments) {
        List<String> all = new ArrayList<>(List.of("policy", "preview"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        return terminal.run(all.toArray(String[]::new));
    }

    private static PreviewAnswer at(PreviewState state, String detail, Integer total, PreviewResult result) {
        return new PreviewAnswer(
                "p-1",
                "application",
                state,
                detail,
                50,
                total == null ? 0 : 12,
                total,
                Instant.EPOCH,
                result,
                Map.of("self", "/api/v1/policies/application/previews/p-1"));
    }

    private static PreviewResult result() {
        return new PreviewResult(
                42,
                40,
                3,
                49,
                1,
                0,
                1,
                0,
                1,
                List.of(new Changed(
                        "application",
                        "SQ-1",
                        "v-1",
                        new Sides<>(ResultState.DUPLICATES, ResultState.NONE),
                        new Sides<>(.12, .12),
                        new Sides<>(List.of(ConfirmationReason.DUPLICATES), List.of()))));
    }

    @Test
    void itAsksUntilTheResultIsThereAndPrintsIt() {
        answers.add(at(PreviewState.QUEUED, "it waits for a node with the check role", null, null));
        answers.add(at(PreviewState.RUNNING, null, 50, null));
        answers.add(at(PreviewState.FINISHED, null, 50, result()));

        assertThat(preview("application", draft.toString(), "--sample", "50"))
                .as(terminal.err())
                .isEqualTo(DupcheckCommand.DONE);

        assertThat(asked.get(0))
                .isEqualTo("POST /api/v1/policies/application/preview?sample=50&waitMs=10000"
                        + " {\"thresholds\":{\"containment\":0.3}}");
        assertThat(asked.get(2)).startsWith("GET /api/v1/policies/application/previews/p-1?waitMs=10000");
        assertThat(terminal.err())
                .contains("the preview waits: it waits for a node with the check role")
                .contains("12 of 50 submissions looked at");
        assertThat(terminal.out())
                .contains("49 submissions of application under the draft, against version 3 of the policy")
                .contains("1 more could not be compared")
                .containsPattern("from DUPLICATES to NONE +1")
                .containsPattern("SQ-1 +DUPLICATES → NONE +12\\.0% +DUPLICATES → none +v-1");
    }

    @Test
    void whatFailedExitsWithOneAndSaysWhy() {
        answers.add(at(PreviewState.FAILED, "no node came to its end in 5 tries", null, null));

        assertThat(preview("application", draft.toString())).isEqualTo(DupcheckCommand.FAILED);

        assertThat(terminal.err()).isEqualTo("dupcheck: no node came to its end in 5 tries\n");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(preview("application")).isEqualTo(DupcheckCommand.USAGE);
        assertThat(preview("application", folder.resolve("none").toString())).isEqualTo(DupcheckCommand.FAILED);
        assertThat(terminal.err()).contains("FILE").contains("none cannot be read: there is no such file or folder");
        assertThat(asked).isEmpty();
    }
}
