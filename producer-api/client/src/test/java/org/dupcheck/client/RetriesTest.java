package org.dupcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
    @Test
    void pausesDoubleUpToTheLongest() {
        Retries retries = new Retries(5, Duration.ofMillis(100), Duration.ofSeconds(1));
        assertThat(retries.pauseMillis(1)).isEqualTo(100);
        assertThat(retries.pauseMillis(2)).isEqualTo(200);
        assertThat(retries.pauseMillis(5)).isEqualTo(1_000);
        assertThat(retries.pauseMillis(Integer.MAX_VALUE)).isEqualTo(1_000);
    }

    @Test
    void aValueOutOfRangeIsNamed() {
        Duration ms = Duration.ofMillis(1);
        assertThatThrownBy(() -> new Retries(0, ms, ms)).hasMessageContaining("maxTries");
        assertThatThrownBy(() -> new Retries(1, Duration.ZERO, ms)).hasMessageContaining("firstPause");
        assertThatThrownBy(() -> new Retries(1, ms, Duration.ZERO)).hasMessageContaining("maxPause");
        assertThatThrownBy(() -> new Retries(1, ms, Duration.ofDays(1))).hasMessageContaining("maxPause");
    }

    @Test
    void aDatabaseThatIsAwayIsToldFromARecordThatIsWrong() {
        assertThat(Outage.explains(new SQLException("terminated", "57P01"))).isTrue();
        assertThat(Outage.explains(new RuntimeException(new SQLTransientConnectionException("pool"))))
                .isTrue();
        assertThat(Outage.explains(new RetryLaterException("later", new SocketTimeoutException())))
                .isTrue();
        assertThat(Outage.explains(new SQLException("duplicate key", "23505"))).isFalse();
        assertThat(Outage.explains(new SQLException("no state"))).isFalse();
        RuntimeException circle = new RuntimeException("one");
        circle.initCause(new RuntimeException("two", circle));
        assertThat(Outage.explains(circle)).isFalse();
    }

    @Test
    void clientsThatCanStallTakeTheOlderProtocol() {
        assertThat(KafkaClientVersion.groupProtocol("3.9.2")).isEqualTo("classic");
        assertThat(KafkaClientVersion.groupProtocol("4.3.1")).isEqualTo("classic");
        assertThat(KafkaClientVersion.groupProtocol("4.4.0")).isEqualTo("consumer");
        assertThat(KafkaClientVersion.groupProtocol("5.0")).isEqualTo("consumer");
        assertThat(KafkaClientVersion.groupProtocol("")).isEqualTo("classic");
        assertThat(KafkaClientVersion.current()).matches("\\d+\\.\\d+.*");
    }
}
