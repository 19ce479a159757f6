package org.dupcheck.notifier;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.dupcheck.notifier.due.DueSettings;
import org.dupcheck.notifier.sms.SmsSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.junit.jupiter.api.Test;

class NotifierSettingsTest {
    @Test
    void boundsThatCannotWorkAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new DueSettings(0, second, second, second, second))
                .hasMessageContaining("workers");
        assertThatThrownBy(() -> new DueSettings(1, Duration.ZERO, second, second, second))
                .hasMessageContaining("pollInterval");
        assertThatThrownBy(() -> new DueSettings(1, second, Duration.ZERO, second, second))
                .hasMessageContaining("lease");
        assertThatThrownBy(() -> new SmsSettings(0, second, RetryPolicy.DEFAULT, second))
                .hasMessageContaining("workers");
        assertThatThrownBy(() -> new SmsSettings(1, Duration.ofNanos(5), RetryPolicy.DEFAULT, second))
                .hasMessageContaining("pollInterval");
        assertThatThrownBy(() -> new SmsSettings(1, second, RetryPolicy.DEFAULT, Duration.ZERO))
                .hasMessageContaining("sendingTimeout");
    }
}
