package org.dupcheck.notifier;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.junit.jupiter.api.Test;

class NotifierSettingsTest {
    @Test
    void boundsThatCannotWorkAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new NotifierSettings.Commands(Duration.ZERO, second))
                .hasMessageContaining("sweepInterval");
        assertThatThrownBy(() -> new NotifierSettings.Sms(0, second, RetryPolicy.DEFAULT, second))
                .hasMessageContaining("workers");
        assertThatThrownBy(() -> new NotifierSettings.Sms(1, Duration.ofNanos(5), RetryPolicy.DEFAULT, second))
                .hasMessageContaining("pollInterval");
        assertThatThrownBy(() -> new NotifierSettings.Sms(1, second, RetryPolicy.DEFAULT, Duration.ZERO))
                .hasMessageContaining("sendingTimeout");
    }
}
