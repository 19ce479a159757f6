package org.dupcheck.sms.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.sms.fake.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarefulHttpTest {
    private final FakeProvider provider = new FakeProvider();
    private final OkHttpClient http = CarefulHttp.client(Entries.of(Map.of()));

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void theAnswerIsGivenWhole() throws IOException {
        provider.then(200, "{\"code\": \"好\"}");
        try (Response answer = post(http)) {
            assertThat(answer.body().string()).isEqualTo("{\"code\": \"好\"}");
        }
    }

    /** As it comes, OkHttp sends the request again here: to the next address of the name. */
    @Test
    void aRequestIsNotSentAgainWhereTheLineIsCut() {
        provider.thenCutsTheLine();
        provider.then(200, "{}");
        assertThatThrownBy(() -> post(withAddresses("127.0.0.1", "127.0.0.1")))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class);
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void theNextAddressIsTriedWhereTheFirstDoesNotListen() throws IOException {
        provider.then(200, "{}");
        post(withAddresses("127.0.0.2", "127.0.0.1")).close();
        assertThat(provider.requests()).hasSize(1);
    }

    /** And here: on a connection that was kept. */
    @Test
    void aRequestIsNotSentAgainWhereTheNextLineIsCut() throws IOException {
        provider.then(200, "{}");
        post(http).close();
        provider.thenCutsTheLine();
        provider.then(200, "{}");
        assertThatThrownBy(() -> post(http)).isInstanceOf(IOException.class).isNotInstanceOf(NotSentException.class);
        assertThat(provider.requests()).hasSize(2);
    }

    /** Here too. */
    @Test
    void aRequestIsNotSentAgainWhereTheProviderAsksForThatAtOnce() throws IOException {
        provider.then(503, "{}", "Retry-After: 0");
        provider.then(200, "{}");
        try (Response answer = post(http)) {
            assertThat(answer.code()).isEqualTo(503);
        }
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void noRedirectIsFollowed() throws IOException {
        provider.then(307, "{}", "Location: " + provider.url() + "/elsewhere");
        try (Response answer = post(http)) {
            assertThat(answer.code()).isEqualTo(307);
        }
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatIsCutOffFails() {
        provider.thenCutsTheAnswer(200, "{\"code\":");
        assertThatThrownBy(() -> post(http)).isInstanceOf(IOException.class).isNotInstanceOf(NotSentException.class);
    }

    @Test
    void noAnswerInTimeFails() {
        OkHttpClient impatient =
                CarefulHttp.client(Entries.of(Map.of(), new OutgoingRules(true, true), Duration.ofSeconds(3)));
        provider.thenHangs();
        assertThatThrownBy(() -> post(impatient))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class);
    }

    @Test
    void whoDoesNotListenWasSentNothing() {
        provider.close();
        assertThatThrownBy(() -> post(http))
                .isInstanceOf(NotSentException.class)
                .hasMessage("ConnectException");
    }

    @Test
    void whoIsTooBusyHasNotTakenIt() {
        provider.then(429, "{}");
        assertThatThrownBy(() -> post(http))
                .isInstanceOf(NotSentException.class)
                .hasMessage("answered 429");
    }

    @Test
    void anAddressThatMustNotBeCalledIsNot() {
        OkHttpClient strict = CarefulHttp.client(Entries.of(Map.of(), OutgoingRules.STRICT));
        assertThatThrownBy(() -> post(strict))
                .isInstanceOf(NotSentException.class)
                .hasMessage("ForbiddenAddressException");
        assertThat(provider.requests()).isEmpty();
    }

    private OkHttpClient withAddresses(String... addresses) {
        return http.newBuilder()
                .dns(host -> {
                    List<InetAddress> found = new ArrayList<>();
                    for (String address : addresses) {
                        found.add(InetAddress.getByName(address));
                    }
                    return found;
                })
                .build();
    }

    private Response post(OkHttpClient client) throws IOException {
        RequestBody body = RequestBody.create(MediaType.get("text/plain"), "hello");
        return client.newCall(
                        new Request.Builder().url(provider.url()).post(body).build())
                .execute();
    }
}
