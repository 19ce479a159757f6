package org.dupcheck.sms.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.dupcheck.notifier.channels.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {
    private final Codes codes = new Codes("OK", Set.of("Throttling", "isv.LIMIT"), Set.of("isv.NUMBER"));

    @ParameterizedTest
    @CsvSource({
        "OK, TAKEN,",
        "isv.LIMIT, POSTPONED, answered isv.LIMIT",
        "Throttling.User, POSTPONED, answered Throttling.User",
        "Throttling, POSTPONED, answered Throttling",
        "isv.NUMBER, REFUSED, answered isv.NUMBER",
        "isv.OTHER, UNKNOWN, answered isv.OTHER",
        "LIMIT, UNKNOWN, answered LIMIT",
        "13812345678, UNKNOWN, answered a code of no known form",
        ", UNKNOWN, answered without a code"
    })
    void onlyWhatIsListedIsKnown(String code, Outcome.Kind kind, String error) {
        assertThat(codes.outcomeOf(code)).isEqualTo(new Outcome(kind, error, null));
    }

    @Test
    void ofWhatAnSdkThrowsOnlyTheKindIsTold() {
        Exception failure = new IllegalStateException("to 13812345678", new IOException("to 13812345678"));
        assertThat(Failures.ofSending(failure)).isEqualTo(Outcome.unknown("IllegalStateException"));
        assertThat(Failures.ofAsking(failure))
                .isEqualTo(Outcome.unknown("the provider could not be asked: IllegalStateException"));
    }

    @Test
    void whatWasNotSentIsFoundAmongTheCauses() {
        Exception failure = new IllegalStateException(new IOException(new NotSentException("ConnectException")));
        assertThat(Failures.ofSending(failure)).isEqualTo(Outcome.postponed("ConnectException"));
        assertThat(Failures.ofAsking(failure).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "13812345678, 13812345678, +8613812345678",
        "+86 138-1234-5678, 13812345678, +8613812345678",
        "008613812345678, 13812345678, +8613812345678",
        "8613812345678, 13812345678, +8613812345678",
        "+85261234567, 85261234567, +85261234567",
        "0085261234567, 85261234567, +85261234567",
        "+12125550100, 12125550100, +12125550100",
        "0012125550100, 12125550100, +12125550100"
    })
    void numbersAreWrittenAsProvidersWantThem(String written, String digits, String e164) {
        Phone phone = Phone.of(written);
        assertThat(phone.digits()).isEqualTo(digits);
        assertThat(phone.e164()).isEqualTo(e164);
        assertThat(phone.toString()).doesNotContain(digits);
    }
}
