package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void everythingComesOutAsItMustAndIsKeptRunningOnDemand() throws Exception {
        String seed = "7";
        Terminal terminal = new Terminal();
        ExecutorService playing = Executors.newSingleThreadExecutor(work -> new Thread(work, "test-demo"));
        try {
            Future<Integer> demo = playing.submit(() -> terminal.run("demo", "--keep", "--seed", seed));
            await("the demo with seed " + seed)
                    .atMost(Duration.ofMinutes(4))
                    .until(() -> demo.isDone() || terminal.out().contains("until Ctrl-C"));
            Matcher http = Pattern.compile("http +(http://\\S+)").matcher(terminal.out());
            assertThat(http.find())
                    .as("seed %s%n%s%s", seed, terminal.out(), terminal.err())
                    .isTrue();
            Terminal stats = new Terminal();
            assertThat(stats.run("corpus", "stats", "--url", http.group(1))).isZero();
            assertThat(stats.out()).containsPattern("approved +40\n");
            terminal.stop();
            assertThat(demo.get(1, TimeUnit.MINUTES))
                    .as("seed %s%n%s%s", seed, terminal.out(), terminal.err())
                    .isZero();
        } finally {
            terminal.stop();
            playing.shutdown();
        }
        assertThat(terminal.out())
                .contains("texts from seed " + seed)
                .contains("first verdict")
                .contains("✓  superseded while scanning")
                .contains("All 14 came out as they must.")
                .doesNotContain("✗");
    }

    @Test
    void aStoryIsToldToItsEnd() {
        Terminal terminal = new Terminal();
        assertThat(terminal.run("demo", "--story", "living", "--pace", "0"))
                .as("%s%n%s", terminal.out(), terminal.err())
                .isZero();
        assertThat(terminal.out())
                .contains("pending: KY-wang")
                .contains("pending: KY-li")
                .contains("1 change behind")
                .doesNotContain("✗");
    }

    @Test
    void theStoryOfAConfirmationIsToldToItsEnd() {
        Terminal terminal = new Terminal();
        assertThat(terminal.run("demo", "--story", "confirm", "--pace", "0"))
                .as("%s%n%s", terminal.out(), terminal.err())
                .isZero();
        assertThat(terminal.out())
                .contains("is refused: STALE_VERDICT")
                .contains("业务系统没有受理")
                .contains("gets CANCEL")
                .doesNotContain("✗");
    }

    @Test
    void aStoryIsNotToldAtAnyPace() {
        Terminal terminal = new Terminal();
        assertThat(terminal.run("demo", "--story", "living", "--pace", "601")).isEqualTo(2);
        assertThat(terminal.err()).contains("--pace: a number from 0 to 600 expected, not 601");
    }
}
