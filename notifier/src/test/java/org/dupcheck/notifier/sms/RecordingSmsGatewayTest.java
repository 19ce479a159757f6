package org.dupcheck.notifier.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dupcheck.notifier.channels.Outcome;
import org.junit.jupiter.api.Test;

class RecordingSmsGatewayTest {
    @Test
    void keepsTheNewestAndShowsNoNumber() {
        RecordingSmsGateway recording = new RecordingSmsGateway(2);
        for (int i = 0; i < 3; i++) {
            assertThat(recording.send("id-" + i, "13812345678", "text")).isEqualTo(Outcome.taken());
        }
        assertThat(recording.sent())
                .extracting(RecordingSmsGateway.Sms::deliveryId)
                .containsExactly("id-1", "id-2");
        assertThat(recording.sent().get(0)).hasToString("Sms[id-1, 138******78]");
        assertThatThrownBy(() -> new RecordingSmsGateway(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shortNumbersAreMaskedWhole() {
        assertThat(PhoneMask.mask("1381234")).isEqualTo("*******");
        assertThat(PhoneMask.mask("13812345")).isEqualTo("138***45");
        assertThat(PhoneMask.mask("")).isEmpty();
    }
}
