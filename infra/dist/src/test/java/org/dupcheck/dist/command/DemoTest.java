package org.dupcheck.dist.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void everythingInTheDemoComesOutAsItMustWithAnySeed() {
        String seed = Integer.toString(new Random().nextInt(1_000_000));
        Terminal terminal = new Terminal();
        assertThat(terminal.run("demo", "--seed", seed))
                .as("seed %s%n%s%s", seed, terminal.out(), terminal.err())
                .isZero();
        assertThat(terminal.out())
                .contains("texts from seed " + seed)
                .contains("first verdict")
                .contains("✓  superseded while scanning")
                .contains("All 12 came out as they must.")
                .doesNotContain("✗");
    }
}
