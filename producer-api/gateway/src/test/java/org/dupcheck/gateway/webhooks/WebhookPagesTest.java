package org.dupcheck.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.junit.jupiter.api.Test;

final class WebhookPagesTest extends PageTest {
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");
    private static final Pattern LINK = Pattern.compile("/operations/webhooks/([0-9a-f-]{36})");

    private List<String> column(String query) {
        return gateway.database.read(session -> session.query(query, row -> row.getString(1)));
    }

    private static String shown(HttpResponse<String> page, Pattern pattern) {
        // jte writes = and + of a text as they are
        Matcher found = pattern.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group();
    }

    @Test
    void aWebhookIsRegisteredTestedReplacedDisabledAndDeleted() {
        PageBrowser operator = PageBrowser.of(gateway, "zhao");
        assertThat(operator.get("/operations").body()).contains("/operations/webhooks");
        assertThat(operator.get("/operations/webhooks").body()).contains("还没有 webhook");
        HttpResponse<String> made = operator.post(
                "/operations/webhooks",
                Map.of("type", "project", "url", "https://hook.example/?a=1&b=2", "event", "work-order.submitted"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.headers().firstValue("cache-control")).hasValue("no-store");
        String secret = shown(made, SECRET);
        HttpResponse<String> list = operator.get("/operations/webhooks");
        assertThat(list.body()).contains("a=1&amp;b=2", "work-order.submitted").doesNotContain(secret);
        String one = shown(list, LINK);

        assertThat(operator.get(one).body()).contains("还没有向它发过消息", "要更换吗", "要停用吗", "要删除吗");
        assertThat(operator.post(one + "/test", Map.of()).statusCode()).isEqualTo(303);
        assertThat(operator.get(one).body()).contains("webhook.test", "待发");
        assertThat(column("select subject from due where kind = 'DELIVERY_WEBHOOK'"))
                .hasSize(1);
        assertThat(column("select body ->> 'type' from (select cast(body as json) as body from delivery) d"))
                .containsExactly("webhook.test");

        assertThat(shown(operator.post(one + "/rotate", Map.of()), SECRET)).isNotEqualTo(secret);
        assertThat(operator.post(one + "/disable", Map.of()).statusCode()).isEqualTo(303);
        assertThat(operator.get(one).body()).contains("已停用").doesNotContain("要停用吗", "/test\"");
        assertThat(column("select state from delivery")).containsExactly("VOIDED");
        HttpResponse<String> refused = operator.post(one + "/test", Map.of());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("role=\"alert\"");
        assertThat(operator.post(one + "/delete", Map.of()).statusCode()).isEqualTo(303);
        assertThat(operator.get(one).statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBeIsToldAndWhatWasTypedStays() {
        PageBrowser operator = PageBrowser.of(gateway, "zhao");
        operator.get("/operations/webhooks?lang=en");
        String good = "https://typed.example/";
        for (Map<String, String> wrong : List.of(
                Map.of("type", "project", "url", "https://127.0.0.1/typed.example"),
                Map.of("type", "x".repeat(33), "url", good),
                Map.of("type", "", "url", good),
                Map.of("type", "project", "url", good, "event", "nothing"))) {
            HttpResponse<String> refused = operator.post("/operations/webhooks", wrong);
            assertThat(refused.statusCode()).as("%s", wrong).isEqualTo(422);
            assertThat(refused.body())
                    .contains("Nothing was registered", "typed.example")
                    .doesNotContainPattern(SECRET);
        }
        assertThat(PageBrowser.of(gateway, "chen").get("/operations/webhooks").statusCode())
                .isEqualTo(403);
    }
}
