package org.dupcheck.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhoneMaskTest {
    @ParameterizedTest
    @CsvSource({
        "13812345678, 138****5678",
        "+8613812345678, +86138****5678",
        "0755-12345678, 0755-****5678",
        "12345678, ****78",
        "1, ****1",
        "'', ''"
    })
    void theMiddleIsHidden(String phone, String masked) {
        assertThat(PhoneMask.mask(phone)).isEqualTo(masked);
    }

    @Test
    void nothingIsMadeOfNothing() {
        assertThat(PhoneMask.mask(null)).isEmpty();
    }

    @Test
    void mobileNumbersInATextAreMaskedAndOtherNumbersStay() {
        assertThat(PhoneMask.maskAll("call 13812345678 or +8613987654321, order 20261121138123456789"))
                .isEqualTo("call 138****5678 or +86139****4321, order 20261121138123456789");
    }
}
