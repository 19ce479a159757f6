package org.dupcheck.notifier.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.testkit.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutgoingHttpTest {
    private static final OutgoingRules OPEN = new OutgoingRules(true, true);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final byte[] BODY = {'{', '}'};

    private final FakeReceiver receiver = new FakeReceiver();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void postsWhatItIsGivenAndTellsTheStatus() throws IOException {
        try (OutgoingHttp http = http(OPEN, LONG)) {
            assertThat(http.post(receiver.url(), Map.of("webhook-id", "msg_1"), BODY))
                    .isEqualTo(new Answer(200, null, ""));
            receiver.thenStatus(500);
            assertThat(http.post(receiver.url(), Map.of(), BODY).isSuccess()).isFalse();
        }
        FakeReceiver.Request request = receiver.requests().get(0);
        assertThat(request.line()).isEqualTo("POST /hook?x=1 HTTP/1.1");
        assertThat(request.body()).isEqualTo("{}");
        assertThat(request.headers())
                .containsEntry("webhook-id", "msg_1")
                .containsEntry("content-type", "application/json; charset=UTF-8");
    }

    @Test
    void followsNoRedirectAndRepeatsNothingByItself() throws IOException {
        try (OutgoingHttp http = http(OPEN, LONG)) {
            receiver.thenStatus(302, "Location: " + receiver.url() + "\r\n");
            assertThat(http.post(receiver.url(), Map.of(), BODY).status()).isEqualTo(302);
            receiver.thenStatus(307, "Location: " + receiver.url() + "\r\n");
            assertThat(http.post(receiver.url(), Map.of(), BODY).status()).isEqualTo(307);
            receiver.thenStatus(503);
            assertThat(http.post(receiver.url(), Map.of(), BODY).status()).isEqualTo(503);
        }
        assertThat(receiver.requests()).hasSize(3);
    }

    @Test
    void readsHowLongToWait() throws IOException {
        try (OutgoingHttp http = http(OPEN, LONG)) {
            receiver.thenStatus(429, "Retry-After: 120\r\n");
            assertThat(http.post(receiver.url(), Map.of(), BODY)).isEqualTo(new Answer(429, Duration.ofMinutes(2), ""));
            receiver.thenStatus(503, "Retry-After: Sun, 01 Mar 2026 08:00:30 GMT\r\n");
            assertThat(http.post(receiver.url(), Map.of(), BODY).retryAfter()).isEqualTo(Duration.ofSeconds(30));
            for (String nonsense : List.of("-1", "soon", "99999999999", "Sun, 01 Mar 2020 08:00:30 GMT")) {
                receiver.thenStatus(503, "Retry-After: " + nonsense + "\r\n");
                assertThat(http.post(receiver.url(), Map.of(), BODY).retryAfter())
                        .as(nonsense)
                        .isNull();
            }
        }
    }

    @Test
    void theStatusCountsWhateverBecomesOfTheBody() throws IOException {
        try (OutgoingHttp http = http(OPEN, LONG)) {
            receiver.thenCutsBody(200);
            assertThat(http.post(receiver.url(), Map.of(), BODY).status()).isEqualTo(200);
            receiver.thenAnswersForEver(200);
            assertThat(http.post(receiver.url(), Map.of(), BODY).status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsNotAnsweredMayHaveBeenTaken() {
        try (OutgoingHttp http = http(OPEN, LONG)) {
            receiver.thenCuts();
            assertThatThrownBy(() -> http.post(receiver.url(), Map.of(), BODY))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NotSentException.class);
        }
        try (OutgoingHttp http = http(OPEN, Duration.ofMillis(300))) {
            receiver.thenHangs();
            assertThatThrownBy(() -> http.post(receiver.url(), Map.of(), BODY))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NotSentException.class);
            // a byte now and then: no single read is late, and the whole is
            receiver.then(out -> {
                while (true) {
                    out.write('H');
                    out.flush();
                    Thread.sleep(20);
                }
            });
            assertThatThrownBy(() -> http.post(receiver.url(), Map.of(), BODY))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NotSentException.class)
                    .hasMessage("no answer in time");
        }
    }

    @Test
    void whoCannotBeReachedHasTakenNothing() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (OutgoingHttp http = http(OPEN, LONG)) {
            assertThatThrownBy(() -> http.post("http://127.0.0.1:" + port, Map.of(), BODY))
                    .isInstanceOf(NotSentException.class);
            assertThatThrownBy(() -> http.post("http://no-such-host.invalid", Map.of(), BODY))
                    .isInstanceOf(NotSentException.class)
                    .hasMessage("UnknownHostException");
        }
        try (OutgoingHttp http = http(OPEN, Duration.ofMillis(300))) {
            // it speaks no TLS, and waits
            assertThatThrownBy(() -> http.post(receiver.url().replace("http:", "https:"), Map.of(), BODY))
                    .isInstanceOf(NotSentException.class);
        }
    }

    /** A name that leads inside, or does so only at the second look, calls nobody there. */
    @Test
    void aNameIsAskedOnceAndConnectedToAsItWasAnswered() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        OutgoingRules.Resolver changing = host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        String url = receiver.url().replace("127.0.0.1", "hook.example");
        try (OutgoingHttp http = new OutgoingHttp(settings(OPEN, LONG), clock, changing)) {
            assertThat(http.post(url, Map.of(), BODY).status()).isEqualTo(200);
        }
        assertThat(asked).containsExactly("hook.example");
        assertThat(receiver.requests().get(0).headers().get("host")).startsWith("hook.example");
        OutgoingRules publicOnly = new OutgoingRules(true, false);
        try (OutgoingHttp http = new OutgoingHttp(settings(publicOnly, LONG), clock, changing)) {
            assertThatThrownBy(() -> http.post(url, Map.of(), BODY))
                    .isInstanceOf(NotSentException.class)
                    .hasMessage("it leads to an address that is not called");
            assertThatThrownBy(() -> http.post(receiver.url(), Map.of(), BODY))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("not called");
        }
        try (OutgoingHttp http = http(OutgoingRules.STRICT, LONG)) {
            assertThatThrownBy(() -> http.post(url, Map.of(), BODY)).hasMessageContaining("not https");
        }
        assertThat(receiver.requests()).hasSize(1);
    }

    private OutgoingHttp http(OutgoingRules rules, Duration deadline) {
        return new OutgoingHttp(settings(rules, deadline), clock);
    }

    private static HttpSettings settings(OutgoingRules rules, Duration deadline) {
        return new HttpSettings(rules, LONG, deadline, 2);
    }
}
