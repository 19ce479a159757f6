package org.dupcheck.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dupcheck.app.command.DupcheckCommand;
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

    /** The signal comes as soon as the process is its own: long before the settings are read, or the command line. */
    @Test
    void aSignalInTheFirstMomentIsNotLost() throws Exception {
        Path loaded = folder.resolve("loaded");
        Process serve = start(
                List.of("-Xlog:class+load:file=" + loaded),
                Map.of("DUPCHECK_KAFKA", "127.0.0.1:1", "DUPCHECK_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/x"),
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
        try {
            await("main has begun")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !serve.isAlive()
                            || (Files.exists(loaded)
                                    && Files.readString(loaded).contains("org.dupcheck.app.command.DupcheckCommand ")));
            serve.destroy();
            assertThat(serve.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            serve.destroyForcibly();
        }
        assertThat(output()).isEqualTo("dupcheck: stopped before it was ready\n");
        assertThat(serve.exitValue()).isZero();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aSignalEndsACommandThatHasNothingToPutInOrderAtOnce() throws Exception {
        Process verify = start(List.of(), Map.of(), "verify", "-");
        try {
            assertThat(verify.waitFor(2, TimeUnit.SECONDS))
                    .as("it waits for its input")
                    .isFalse();
            verify.destroy();
            assertThat(verify.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            verify.destroyForcibly();
        }
        assertThat(verify.exitValue()).isIn(143, DupcheckCommand.STOPPED);
    }

    /** Where the log cannot be opened, Log4j says so in pages. */
    @Test
    void aDataFolderThatCannotBeUsedIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        for (String data : List.of(file.toString(), "/dev/null", "/proc/x")) {
            Process serve = start(List.of(), Map.of(), "serve", "--port", "0", "--data", data);
            try {
                assertThat(serve.waitFor(1, TimeUnit.MINUTES)).isTrue();
            } finally {
                serve.destroyForcibly();
            }
            assertThat(output())
                    .startsWith("dupcheck: the data folder " + data + " cannot be used: ")
                    .hasLineCount(1);
            assertThat(serve.exitValue()).isEqualTo(DupcheckCommand.FAILED);
        }
    }

    private Process start(String kafka, String databaseUrl) throws IOException {
        return start(kafka, databaseUrl, Map.of());
    }

    private Process start(String kafka, String databaseUrl, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("DUPCHECK_KAFKA", kafka);
        environment.put("DUPCHECK_DATABASE_URL", databaseUrl);
        environment.put("DUPCHECK_TOPICS_PREFIX", "process-test.");
        return start(
                List.of(),
                environment,
                "serve",
                "--roles",
                "gateway,corpus-sync",
                "--port",
                "0",
                "--data",
                folder.toString());
    }

    private Process start(List<String> ofJava, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-XX:TieredStopAtLevel=1");
        line.add("-Xmx256m");
        line.addAll(ofJava);
        line.add("-cp");
        line.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        line.add("org.dupcheck.app.Main");
        line.addAll(List.of(arguments));
        ProcessBuilder command = new ProcessBuilder(line);
        command.environment().remove("JDK_JAVA_OPTIONS"); // a JVM that has some says so on its console
        command.environment().put("DUPCHECK_AUTH", "keys");
        command.environment().putAll(environment);
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
