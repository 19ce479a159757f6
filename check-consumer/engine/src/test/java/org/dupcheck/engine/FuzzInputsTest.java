package org.dupcheck.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that the fuzz targets start from, and those that once broke one. */
class FuzzInputsTest {
    private static final Path INPUTS = Path.of("src/test/resources/org/dupcheck/engine/EngineFuzzTestInputs");

    static Stream<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.walk(INPUTS)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void everyInputKeepsItsTargets(Path input) {
        String text = read(input);
        FuzzTargets.normalises(text);
        FuzzTargets.compares(text);
    }

    private static String read(Path input) {
        try {
            return new String(Files.readAllBytes(input), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
