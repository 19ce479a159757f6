package org.dupcheck.notifier;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.dupcheck.notifier.due.DueSettings;
import org.dupcheck.notifier.sms.SmsSettings;
import org.junit.jupiter.api.Test;

class NotifierSettingsTest {
    @Test
    void boundsThatCannotWorkAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new DueSettings(0, 1, second, second, second, second))
                .hasMessageContaining("workers");
        assertThatThrownBy(() -> new DueSettings(1, 1, Duration.ZERO, second, second, second))
                .hasMessageContaining("pollInterval");
        assertThatThrownBy(() -> new DueSettings(1, 1, second, Duration.ZERO, second, second))
                .hasMessageContaining("lease");
        assertThatThrownBy(() -> new SmsSettings(0, second, SmsSettings.DEFAULT_TRIES, second))
                .hasMessageContaining("workers");
        assertThatThrownBy(() -> new SmsSettings(1, Duration.ofNanos(5), SmsSettings.DEFAULT_TRIES, second))
                .hasMessageContaining("pollInterval");
        assertThatThrownBy(() -> new SmsSettings(1, second, SmsSettings.DEFAULT_TRIES, Duration.ZERO))
                .hasMessageContaining("sendingTimeout");
    }
}
