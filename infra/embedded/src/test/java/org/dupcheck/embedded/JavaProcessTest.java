package org.dupcheck.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaProcessTest {
    @TempDir
    private Path directory;

    @Test
    void aNodeComesBackAfterAKillAndKeepsWhatItPrinted() throws Exception {
        Path out = directory.resolve("made/node-1.out");
        JavaProcess.Settings settings = new JavaProcess.Settings(
                "node-1",
                directory.resolve("made"),
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                Map.of("GREETING", "hello"),
                Node.class.getName(),
                List.of("world"),
                () -> ChildProcess.tail(out).endsWith("hello world"));
        try (JavaProcess node = JavaProcess.of(settings)) {
            assertThat(node.isRunning()).isFalse();
            node.start();
            long pid = node.pid();

            node.kill();
            Files.writeString(out, "killed\n", StandardOpenOption.APPEND);
            node.start();

            assertThat(node.pid()).isNotEqualTo(pid);
            assertThat(Files.readAllLines(out)).containsExactly("hello world", "killed", "hello world");
        }
        assertThat(directory.resolve("made")).exists();
    }

    static final class Node {
        public static void main(String[] arguments) throws InterruptedException {
            System.out.println(System.getenv("GREETING") + " " + arguments[0]);
            new CountDownLatch(1).await();
        }
    }
}
