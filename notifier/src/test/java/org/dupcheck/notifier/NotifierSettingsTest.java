package org.dupcheck.notifier;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.dupcheck.notifier.sms.SmsSettings;
import org.dupcheck.notifier.workorders.CommandSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.junit.jupiter.api.Test;

class NotifierSettingsTest {
    @Test
    void boundsThatCannotWorkAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new CommandSettings(Duration.ZERO, second)).hasMessageContaining("sweepInterval");
        assertThatThrownBy(() -> new SmsSettings(0, second, RetryPolicy.DEFAULT, second))
                .hasMessageContaining("workers");
        assertThatThrownBy(() -> new SmsSettings(1, Duration.ofNanos(5), RetryPolicy.DEFAULT, second))
                .hasMessageContaining("pollInterval");
        assertThatThrownBy(() -> new SmsSettings(1, second, RetryPolicy.DEFAULT, Duration.ZERO))
                .hasMessageContaining("sendingTimeout");
    }
}
