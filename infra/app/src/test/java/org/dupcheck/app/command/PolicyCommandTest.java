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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.Template;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on policies, against a gateway that keeps one policy. */
class PolicyCommandTest {
    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private final JsonCodec codec = new JsonCodec();
    private final List<String> ifMatch = new ArrayList<>();
    private Policy inForce = Policy.builtIn("application").withVersion(4);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/policies/application", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("PUT")) {
            ifMatch.add(exchange.getRequestHeaders().getFirst("If-Match"));
            inForce = codec.read(body, Policy.class, Map.of("version", 0L)).withVersion(inForce.version() + 1);
        }
        byte[] answer = codec.write(inForce);
        exchange.sendResponseHeaders(200, answer.length);
        try (exchange) {
            exchange.getResponseBody().write(answer);
        }
    }

    private int policy(String... arguments) {
        List<String> all = new ArrayList<>(List.of("policy"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        return terminal.run(all.toArray(String[]::new));
    }

    @Test
    void whatIsShownCanBeSetAndExpectsTheVersionThatItShows() throws IOException {
        assertThat(policy("show", "application")).isZero();
        assertThat(terminal.out()).isEqualTo(new String(codec.write(inForce), StandardCharsets.UTF_8) + "\n");
        Path file = Files.writeString(folder.resolve("policy.json"), terminal.out());

        assertThat(policy("set", file.toString())).isZero();

        assertThat(ifMatch).containsExactly("\"4\"");
        assertThat(terminal.out()).endsWith("version 5 of the policy of application is in force\n");
    }

    @Test
    void aPolicyByWhichCommonTextCountsIsSetAndShown() throws IOException {
        Path file = Files.writeString(
                folder.resolve("policy.json"), "{\"businessType\":\"application\",\"commonTextCounts\":true}");

        assertThat(policy("set", file.toString())).isZero();

        assertThat(inForce)
                .isEqualTo(Policy.builtIn("application").withVersion(5).withCommonTextCounting(true));
        assertThat(policy("show", "application")).isZero();
        assertThat(terminal.out()).contains("\"commonTextCounts\":true");
    }

    @Test
    void aFileWithoutAVersionReplacesWhicheverIsInForce() throws IOException {
        Path file = Files.writeString(
                folder.resolve("policy.json"), "{\"businessType\":\"application\",\"leftOut\":{\"quotations\":true}}");

        assertThat(policy("set", file.toString())).isZero();

        assertThat(ifMatch).as("no condition").containsOnlyNulls();
        assertThat(inForce.leftOut().quotations()).isTrue();
    }

    @Test
    void aFormIsAddedToWhatIsInForce() throws IOException {
        Path form = Files.writeString(folder.resolve("form.txt"), "项目名称：\n");

        assertThat(policy("template", "add", "application", form.toString())).isZero();
        assertThat(policy("template", "add", "application", form.toString(), "--name", "封面"))
                .isZero();

        assertThat(ifMatch).containsExactly("\"4\"", "\"5\"");
        assertThat(inForce.templates())
                .containsExactly(new Template("form.txt", "项目名称：\n"), new Template("封面", "项目名称：\n"));
    }

    @Test
    void whatIsNoPolicyIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("policy.json"), "{\"leftOut\":{}}");

        assertThat(policy("set", file.toString())).isEqualTo(DupcheckCommand.FAILED);
        assertThat(policy("set", folder.resolve("none").toString())).isEqualTo(DupcheckCommand.FAILED);
        assertThat(policy("template")).isEqualTo(DupcheckCommand.USAGE);

        assertThat(terminal.err()).contains("names no businessType").contains("cannot be read: ");
        assertThat(ifMatch).isEmpty();
    }
}
