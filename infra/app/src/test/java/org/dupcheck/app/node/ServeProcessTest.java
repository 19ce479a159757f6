package org.dupcheck.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real process: what its context see of it. */
@ExtendWith(DupcheckServices.class)
class ServeProcessTest {
    @TempDir
    Path folder;

    @Test
    void sigtermStopsItInOrderAndTheExitStatusIsZero(KafkaService kafka, PostgresService postgres) throws Exception {
        Process serve = start(kafka.bootstrapServers(), postgres.newDatabase());
        try {
            await("serve is ready")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !serve.isAlive() || Endpoints.read(folder).isPresent());
            assertThat(serve.isAlive()).as(output()).isTrue();
            serve.destroy();
            assertThat(serve.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(serve.exitValue()).as(output()).isZero();
        } finally {
            serve.destroyForcibly();
        }
        assertThat(Endpoints.read(folder)).isEmpty();
        assertThat(output())
                .startsWith("dupcheck is ready: gateway,corpus-sync on http://127.0.0.1:")
                .hasLineCount(1);
        assertThat(Files.readAllLines(folder.resolve("logs/dupcheck.json")))
                .as("the log is JSON, a line an event, to the last")
                .allMatch(line -> line.startsWith("{\"@timestamp\"") && line.endsWith("}"))
                .last()
                .asString()
                .contains("\"message\":\"stopped\"");
    }

    @Test
    void theConsoleCanShowJsonFromAnyLevel(KafkaService kafka, PostgresService postgres) throws Exception {
        Process serve = start(
                kafka.bootstrapServers(),
                postgres.newDatabase(),
                Map.of("DUPCHECK_LOG_CONSOLE_FORMAT", "json", "DUPCHECK_LOG_CONSOLE_LEVEL", "info"));
        try {
            await("serve is ready")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !serve.isAlive() || output().contains("dupcheck is ready"));
            serve.destroy();
            assertThat(serve.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            serve.destroyForcibly();
        }
        assertThat(output().lines().filter(line -> !line.startsWith("dupcheck is ready")))
                .as(output())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{\"@timestamp\"") && line.endsWith("}"))
                .anyMatch(line -> line.contains("\"log.level\":\"INFO\""));
    }

    private Process start(String kafka, String databaseUrl) throws IOException {
        return start(kafka, databaseUrl, Map.of());
    }

    private Process start(String kafka, String databaseUrl, Map<String, String> settings) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.dupcheck.app.Main",
                "serve",
                "--roles",
                "gateway,corpus-sync",
                "--port",
                "0",
                "--data",
                folder.toString());
        command.environment().put("DUPCHECK_KAFKA", kafka);
        command.environment().put("DUPCHECK_DATABASE_URL", databaseUrl);
        command.environment().put("DUPCHECK_AUTH", "keys");
        command.environment().put("DUPCHECK_TOPICS_PREFIX", "process-test.");
        command.environment().putAll(settings);
        command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        return command.start();
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
