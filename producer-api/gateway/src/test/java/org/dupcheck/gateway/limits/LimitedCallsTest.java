package org.dupcheck.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The limits are so low that a second request within a minute, or a great many of them, meet them on any machine. */
@ExtendWith(DupcheckServices.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitedCallsTest {
    private static final RateLimitSettings LOW = new RateLimitSettings(60, 60, 1, 2);
    private static final int MORE_THAN_A_MINUTE_HOLDS = 5_000;

    private TestGateway gateway;

    @BeforeAll
    void start(KafkaService kafka, PostgresService postgres, TestTopics topics) {
        gateway = TestGateway.start(
                kafka,
                postgres,
                topics,
                settings -> settings.withAuth(Auth.LOCAL).withRateLimits(LOW));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private static String submission(String type, String id, String user) {
        return "{\"businessType\": \"" + type + "\", \"businessId\": \"" + id + "\", \"mode\": \"SUBMIT\","
                + " \"applicant\": {\"userId\": \"" + user + "\"}, \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}";
    }

    private static void assertRefused(HttpResponse<String> response, String whose) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(429);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(TestGateway.body(response).get("detail").asText()).contains(whose);
        assertThat(response.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 60L);
    }

    @Test
    void anApplicantIsSentAwayAndOthersAreNot() {
        assertThat(gateway.post("/submissions", submission("a", "1", "zhang")).statusCode())
                .isEqualTo(202);
        assertRefused(gateway.post("/submissions", submission("a", "2", "zhang")), "one applicant");
        assertThat(gateway.get("/checks/a/2").statusCode()).isEqualTo(404);
        assertThat(gateway.post("/submissions", submission("a", "2", "li")).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aTypeIsFullForAllAndOthersAreNot() {
        String section = "{\"text\": \"文本\"}";
        for (int i = 0; i < 2; i++) {
            assertThat(gateway.send(gateway.json("/submissions/b/1/sections/a", "PUT", section))
                            .statusCode())
                    .isEqualTo(202);
        }
        assertRefused(gateway.send(gateway.json("/submissions/b/1/sections/a", "PUT", section)), "one business type");
        assertThat(gateway.send(gateway.json("/submissions/c/1/sections/a", "PUT", section))
                        .statusCode())
                .isEqualTo(202);
        // what is refused anyhow is not counted as a check
        String empty = "{\"text\": \"\"}";
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.send(gateway.json("/submissions/d/1/sections/a", "PUT", empty))
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(gateway.send(gateway.json("/submissions/d/1/sections/a", "PUT", section))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aWithdrawalIsNoCheck() {
        assertThat(gateway.post("/submissions", submission("e", "1", "zhao")).statusCode())
                .isEqualTo(202);
        assertRefused(gateway.post("/submissions", submission("e", "1", "zhao")), "one applicant");
        assertThat(gateway.send(gateway.request(TestGateway.API + "/submissions/e/1")
                                .DELETE()
                                .build())
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void readsAndOtherCallsAreCountedApart() {
        // a gateway of its own: its buckets are not those of the other tests
        try (TestGateway other =
                gateway.another(settings -> settings.withAuth(Auth.LOCAL).withRateLimits(LOW))) {
            HttpResponse<String> read = other.get("/checks");
            for (int i = 0; i < MORE_THAN_A_MINUTE_HOLDS && read.statusCode() == 200; i++) {
                read = other.get("/checks");
            }
            assertRefused(read, "one caller");
            HttpResponse<String> work = other.post("/submissions", "{}");
            assertThat(work.statusCode()).isEqualTo(400);
            for (int i = 0; i < MORE_THAN_A_MINUTE_HOLDS && work.statusCode() == 400; i++) {
                work = other.post("/submissions", "{}");
            }
            assertRefused(work, "one caller");
        }
    }

    @Test
    void aFormIsToldInWordsAndKeepsItsText() {
        PageBrowser wang = PageBrowser.of(gateway, "wang");
        String path = PageBrowser.location(wang.get("/write"));
        wang.get(path);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("id", path.substring(path.indexOf('=') + 1));
        form.put("title", "园区能源");
        form.put("box", "0");
        form.put("key0", "立项背景");
        form.put("text0", "面向园区能源的统一监测与调度。");
        assertThat(wang.post("/write/compare", form).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = wang.post("/write/submit", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("一分钟内的请求太多").contains("面向园区能源的统一监测与调度。");
        HttpResponse<String> file = wang.postParts("/write/file", form, "a.txt", "文本".getBytes(StandardCharsets.UTF_8));
        assertThat(file.statusCode()).isEqualTo(422);
        assertThat(file.body()).contains("一分钟内的请求太多").contains("面向园区能源的统一监测与调度。");
        HttpResponse<String> part = wang.post("/write/sections?box=0", form, "HX-Request", "true");
        assertThat(part.body()).contains("一分钟内的请求太多");
    }
}
