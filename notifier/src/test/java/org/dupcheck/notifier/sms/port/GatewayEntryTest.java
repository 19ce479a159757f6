package org.dupcheck.notifier.sms.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.junit.jupiter.api.Test;

class GatewayEntryTest {
    private static final GatewayEntry.Environment ENVIRONMENT = new GatewayEntry.Environment(
            Map.of("known", "t0p-secret"), OutgoingRules.STRICT, Duration.ofSeconds(7), Clock.systemUTC());

    private final GatewayEntry entry = new GatewayEntry(
            Map.of(
                    "text", "a",
                    "blank", " ",
                    "number", 5,
                    "secret", "known",
                    "other", "unknown",
                    "url", "https://sms.example",
                    "bad", "http://sms.example",
                    "path", "https://sms.example/v1",
                    "list", List.of(Map.of("text", "b"), Map.of("text", "c", "more", 1)),
                    "mixed", List.of("b")),
            ENVIRONMENT);

    @Test
    void whatIsWrittenDownIsRead() {
        assertThat(entry.text("text")).isEqualTo("a");
        assertThat(entry.text("none", "otherwise")).isEqualTo("otherwise");
        assertThat(entry.number("number", 1, 9, 2)).isEqualTo(5);
        assertThat(entry.number("none", 1, 9, 2)).isEqualTo(2);
        assertThat(entry.secret("secret")).isEqualTo("t0p-secret");
        assertThat(entry.server("url", "").getHost()).isEqualTo("sms.example");
        assertThat(entry.server("none", "https://else.example").getHost()).isEqualTo("else.example");
        assertThat(entry.entries("list").get(1).text("text")).isEqualTo("c");
        assertThat(entry.timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void whatIsAtFaultIsNamed() {
        fails(() -> entry.text("none"), "none: a text expected");
        fails(() -> entry.text("blank"), "blank: a text expected");
        fails(() -> entry.text("number"), "number: a text expected");
        fails(() -> entry.number("number", 6, 9, 2), "number: a whole number from 6 to 9 expected");
        fails(() -> entry.number("text", 6, 9, 2), "text: a whole number from 6 to 9 expected");
        fails(() -> entry.secret("other"), "other: there is no secret unknown in dupcheck.sms.secrets");
        fails(() -> entry.server("bad", ""), "bad: is not https");
        fails(() -> entry.server("path", ""), "path: has more than scheme, host and port");
        fails(() -> entry.entries("none"), "none: 1 to 100 objects expected");
        fails(() -> entry.entries("mixed"), "mixed[0]: an object expected");
        fails(() -> entry.entries("list").get(0).text("more"), "list[0].more: a text expected");
    }

    @Test
    void whatNobodyHasReadIsAFault() {
        GatewayEntry small = new GatewayEntry(Map.of("list", List.of(Map.of("text", "b", "txet", "c"))), ENVIRONMENT);
        fails(small::finish, "list: is not known here");
        assertThat(small.entries("list").get(0).text("text")).isEqualTo("b");
        fails(small::finish, "list[0].txet: is not known here");
        assertThat(small.entries("list").get(0).text("txet")).isEqualTo("c");
    }

    @Test
    void addressesThatMustNotBeCalledAreNotTold() throws UnknownHostException {
        assertThatThrownBy(() -> entry.addresses("127.0.0.1")).isInstanceOf(UnknownHostException.class);
        assertThat(entry.addresses("8.8.8.8")).hasSize(1);
    }

    @Test
    void secretsAreNotShown() {
        assertThat(ENVIRONMENT.toString()).doesNotContain("t0p");
    }

    private static void fails(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
