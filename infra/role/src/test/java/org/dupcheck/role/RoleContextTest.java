package org.dupcheck.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dupcheck.contract.Topics;
import org.dupcheck.runtime.consume.ConsumeLoop;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.junit.jupiter.api.Test;

class RoleContextTest {
    @Test
    void aLoopOfARoleStandsOnWhatAllRolesShareAndHasTheDeadLettersOfTheContract() {
        // no loop is started: neither a database nor a publisher is needed
        RoleContext context = new RoleContext(
                KafkaSettings.of("none:1"),
                new Topics("test."),
                null,
                null,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        ConsumeSettings settings = new ConsumeSettings(
                1, 10, 1, new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2)), Duration.ofSeconds(1));

        ConsumeLoop.Plan plan = context.loop("check", "group", List.of("test.submissions"), settings);

        assertThat(plan.name()).isEqualTo("check");
        assertThat(plan.groupId()).isEqualTo("group");
        assertThat(plan.topics()).containsExactly("test.submissions");
        assertThat(plan.deadLetterSuffix()).isEqualTo(Topics.DEAD_LETTER_SUFFIX);
        assertThat(plan.kafka()).isEqualTo(context.kafka());
        assertThat(plan.settings()).isEqualTo(settings);
        assertThat(plan.meters()).isSameAs(context.meters());
        assertThat(plan.clock()).isSameAs(context.clock());
    }
}
