package org.dupcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.examples.CarryOutWorkOrders;
import org.dupcheck.examples.HearVerdicts;
import org.dupcheck.examples.SubmitDocument;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples in processes of their own, with the kafka-clients and the Jackson that other builds bring. */
@ExtendWith(DupcheckServices.class)
class OlderLibrariesTest {
    private static final Path LIBRARIES = Path.of("target", "libraries");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"boot-3.5", "boot-4.1"})
    void theClientRunsWithThem(String libraries, KafkaService kafka, PostgresService postgres) throws Exception {
        String classPath = classPath(LIBRARIES.resolve(libraries));
        try (TestTopics topics = TestTopics.on(kafka.bootstrapServers())) {
            String submissions = topics.create("submissions", 1);
            run(classPath, SubmitDocument.class, kafka.bootstrapServers(), topics.prefix(), "P-1", "text");
            assertThat(topics.read(submissions)).hasSize(1);

            ExamplesTest.publish(kafka, topics.create("verdicts", 1), Samples.clean("P-1", 1));
            run(classPath, HearVerdicts.class, kafka.bootstrapServers(), topics.prefix(), "1");

            String jdbcUrl = postgres.newDatabase();
            WorkOrders orders = new WorkOrders(jdbcUrl);
            ExamplesTest.publish(kafka, topics.create("work-orders", 1), Samples.command("a", "P-1"));
            run(classPath, CarryOutWorkOrders.class, kafka.bootstrapServers(), topics.prefix(), jdbcUrl, "1");
            assertThat(orders.submitted()).containsExactly("a");
        }
    }

    /** This JVM's, with the libraries of that folder in the places of those of the same name. */
    private static String classPath(Path libraries) throws Exception {
        List<String> names;
        try (var files = Files.list(libraries)) {
            names = files.map(file -> file.getFileName().toString().replace(".jar", ""))
                    .toList();
        }
        assertThat(names).containsExactlyInAnyOrder("kafka-clients", "jackson-core", "jackson-databind");
        String own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> replaced = new ArrayList<>();
        String path = Arrays.stream(own.split(File.pathSeparator, -1))
                .map(entry -> {
                    String file = Path.of(entry).getFileName().toString();
                    for (String name : names) {
                        if (file.matches(name + "-\\d.*\\.jar")) {
                            replaced.add(name);
                            return libraries
                                    .resolve(name + ".jar")
                                    .toAbsolutePath()
                                    .toString();
                        }
                    }
                    return entry;
                })
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(replaced).containsExactlyInAnyOrderElementsOf(names);
        return path;
    }

    private void run(String classPath, Class<?> main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve(main.getSimpleName());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            assertThat(ended).as(() -> read(output)).isTrue();
            assertThat(process.exitValue()).as(() -> read(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
