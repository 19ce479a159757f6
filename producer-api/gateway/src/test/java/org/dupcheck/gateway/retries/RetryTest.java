package org.dupcheck.gateway.retries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators have done once more, by the API and on the pages. */
final class RetryTest extends PageTest {
    private static final List<Section> SECTIONS = List.of(new Section("立项背景", "面向园区的能源统一监测"));

    private final BusinessKey key = new BusinessKey("project", "retry <b>");
    private String before;

    @BeforeEach
    void empty() {
        for (String table : List.of("delivery", "due", "work_order_command", "check_task", "submission")) {
            gateway.rows.update("delete from " + table);
        }
        before = column("select coalesce(max(number), 0)::text from audit_log").get(0);
    }

    /** Of what the audit log got within the test. */
    private List<String> noted(String select) {
        return column(select + " from audit_log join audit_person using (entry_id) where number > " + before);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo(code);
    }

    private List<String> column(String query) {
        return gateway.database.read(session -> session.query(query, row -> row.getString(1)));
    }

    private void failed(boolean isKept) {
        gateway.rows.check(key, 7, CheckState.FAILED);
        gateway.rows.update(
                "update check_task set hash = ?, error = 'broken' where business_id = ?",
                ContentHash.of(SECTIONS),
                key.businessId());
        if (isKept) {
            gateway.rows.update(
                    "insert into submission (business_type, business_id, revision, title, sections, signals, user_id,"
                            + " phone, locale, work_order_id, retain_until)"
                            + " values (?, ?, 7, '园区', ?::json, '[]', 'wang', '13800000000', 'zh-CN', 'WO', now())",
                    key.businessType(),
                    key.businessId(),
                    new String(new JsonCodec().write(SECTIONS), StandardCharsets.UTF_8));
        }
    }

    private static String retryCheck() {
        return "/checks/project/retry%20%3Cb%3E/retry";
    }

    @Test
    void aFailedCheckBeginsAgainWithWhatWasSubmitted() {
        failed(true);
        HttpResponse<String> response = gateway.post(retryCheck(), "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(TestGateway.body(response).get("revision").asLong()).isEqualTo(7);
        JsonNode sent = gateway.lastPublished(gateway.topics.submissions(), key.toString());
        assertThat(sent.get("revision").asLong()).isEqualTo(7);
        assertThat(sent.get("mode").asText()).isEqualTo("SUBMIT");
        assertThat(sent.at("/sections/0/text").asText()).isEqualTo("面向园区的能源统一监测");
        assertThat(sent.at("/applicant/phone").asText()).isEqualTo("13800000000");
        assertThat(sent.get("workOrderId").asText()).isEqualTo("WO");
        assertThat(noted("select action || ' ' || subject || ' ' || revision || ' ' || user_id"))
                .containsExactly("CHECK_RETRIED " + key + " 7 trial");
    }

    @Test
    void whatHasNotFailedOrIsKeptNoLongerIsNotCheckedAgain() {
        assertProblem(gateway.post(retryCheck(), ""), 404, "NOT_FOUND");
        failed(false);
        assertProblem(gateway.post(retryCheck(), ""), 409, "NOTHING_TO_RETRY");
        gateway.rows.update("delete from check_task");
        failed(true);
        gateway.rows.update("update submission set sections = '[{\"key\": \"a\", \"text\": \"b\"}]'");
        assertProblem(gateway.post(retryCheck(), ""), 409, "NOTHING_TO_RETRY");
        gateway.rows.update("update check_task set state = 1");
        assertProblem(gateway.post(retryCheck(), ""), 409, "NOTHING_TO_RETRY");
        assertThat(noted("select 1")).isEmpty();
    }

    @Test
    void aCommandThatWasSetAsideIsGivenBackOnceHoweverManyAsk() {
        gateway.rows.notifier.command(key, "c-1", 1, true);
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 8)
                .mapToObj(i -> gateway.sendAsync(gateway.json("/work-order-commands/c-1/retry", "POST", "")))
                .toList();
        assertThat(all.stream().map(answer -> answer.join().statusCode()).filter(status -> status == 202))
                .hasSize(1);
        assertThat(all.stream().map(answer -> answer.join().statusCode()).filter(status -> status == 409))
                .hasSize(7);
        assertThat(column("select command_id || tries from work_order_command where set_aside_at is null"))
                .containsExactly("c-10");
        assertThat(column("select subject from due where kind = 'COMMANDS'")).containsExactly(key.toString());
        assertThat(noted("select 1")).hasSize(1);
        assertProblem(gateway.post("/work-order-commands/none/retry", ""), 404, "NOT_FOUND");
    }

    @Test
    void anEarlierCommandDoesNotGoOutAfterALaterOne() {
        gateway.rows.notifier.command(key, "c-1", 1, true);
        gateway.rows.notifier.command(key, "c-2", 2, false);
        assertProblem(
                gateway.post("/work-order-commands/c-1/retry", ""), 409, "NOTHING_TO_RETRY"); // it may be on its way
        gateway.rows.update("update work_order_command set sent_at = now() where command_id = 'c-2'");
        assertProblem(gateway.post("/work-order-commands/c-1/retry", ""), 409, "NOTHING_TO_RETRY");
        JsonNode list = TestGateway.body(gateway.get("/work-order-commands?state=SET_ASIDE&type=project"));
        assertThat(list.get("commands")).hasSize(1);
        assertThat(list.at("/commands/0/overtaken").asBoolean()).isTrue();
        assertThat(TestGateway.body(gateway.get("/work-order-commands?state=UNANSWERED"))
                        .at("/commands/0/commandId")
                        .asText())
                .isEqualTo("c-2");
    }

    private void message(String id, String state) {
        gateway.rows.notifier.webhookDelivery(id, "wh", key, state, Instant.parse("2026-11-29T08:00:00Z"));
    }

    @Test
    void aMessageThatFailedGoesAgainAndAnotherDoesNot() {
        gateway.rows.notifier.webhook("wh", "project");
        message("m-1", "FAILED");
        message("m-2", "DELIVERED");
        message("m-3", "SENDING");
        assertThat(gateway.post("/deliveries/m-1/resend", "").statusCode()).isEqualTo(202);
        assertProblem(gateway.post("/deliveries/m-1/resend", ""), 409, "NOTHING_TO_RETRY");
        assertProblem(gateway.post("/deliveries/m-2/resend", ""), 409, "NOTHING_TO_RETRY");
        assertProblem(gateway.post("/deliveries/m-3/resend", ""), 409, "BEING_SENT");
        assertThat(column("select kind || ' ' || subject from due")).containsExactly("DELIVERY_WEBHOOK m-1");
        assertThat(noted("select action || ' ' || subject")).containsExactly("DELIVERY_RESENT m-1");
    }

    @Test
    void listsHavePagesAndFilters() {
        for (int i = 1; i <= 3; i++) {
            message("m-" + i, i == 2 ? "FAILED" : "SENT");
            gateway.rows.notifier.command(key, "c-" + i, i, i == 2);
        }
        for (String path : List.of("/deliveries?limit=2", "/work-order-commands?limit=2")) {
            String name = path.startsWith("/d") ? "deliveries" : "commands";
            JsonNode first = TestGateway.body(gateway.get(path));
            assertThat(first.get(name)).hasSize(2);
            JsonNode second = TestGateway.body(
                    gateway.get(path + "&after=" + first.get("next").asText()));
            assertThat(second.get(name)).hasSize(1);
            assertThat(second.has("next")).isFalse();
        }
        assertThat(TestGateway.body(gateway.get("/deliveries?state=FAILED&channel=WEBHOOK&type=project"))
                        .get("deliveries"))
                .hasSize(1);
        assertProblem(gateway.get("/deliveries?channel=x"), 400, "UNKNOWN_ENUM");
        assertThat(TestGateway.body(gateway.get("/deliveries?channel=SMS")).get("deliveries"))
                .isEmpty();
    }

    private static int lines(String page) {
        return page.split("<th scope=\"row\">", -1).length - 1;
    }

    @Test
    void allFailedChecksAreCountedAndListed() {
        Instant first = Instant.parse("2026-11-29T08:00:00Z");
        for (int i = 1; i <= 57; i++) {
            BusinessKey one = new BusinessKey(i <= 55 ? "project" : "other", "F<" + i + ">");
            // all of one moment: the pages must not lose those of the same time
            gateway.rows.check(one, 1, CheckState.FAILED, 0, 0, first);
        }
        PageBrowser operator = PageBrowser.of(gateway, "zhao");
        assertThat(operator.get("/operations?lang=en").body())
                .contains("href=\"/operations/checks\">57</a>", "All failed checks (57)");
        String page = operator.get("/operations/checks").body();
        assertThat(lines(page)).isEqualTo(50);
        Matcher next = Pattern.compile("href=\"(/operations/checks\\?[^\"]*)\" rel=\"next\"")
                .matcher(page);
        assertThat(next.find()).isTrue();
        String rest = operator.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(lines(rest)).isEqualTo(7);
        assertThat(rest)
                .contains("/operations/checks/project/F%3C1%3E\"", "project:F&lt;1&gt;")
                .doesNotContain("rel=\"next\"");
        assertThat(lines(operator.get("/operations/checks?type=other").body())).isEqualTo(2);
        assertThat(operator.get("/operations/checks?type=none&lang=en").body()).contains("No check of this type");
        assertThat(operator.get("/operations/checks?after=x").statusCode()).isEqualTo(400);
        assertThat(PageBrowser.of(gateway, "wang").get("/operations/checks").statusCode())
                .isEqualTo(403);
    }

    @Test
    void thePagesAskFirstAndTellWhoWasQuicker() {
        PageBrowser operator = PageBrowser.of(gateway, "zhao");
        assertThat(operator.get("/operations/commands").body()).contains("还没有指令");
        assertThat(operator.get("/operations/commands?state=rejected&lang=en").body())
                .contains("No command is in that state");
        assertThat(operator.get("/operations/deliveries?lang=zh").body()).contains("还没有发出过消息");
        failed(true);
        gateway.rows.notifier.command(key, "c-1", 1, true);
        message("m-1", "UNKNOWN");
        assertThat(operator.get("/operations").body())
                .contains(
                        "/operations/checks/project/retry%20%3Cb%3E", "/operations/commands", "/operations/deliveries");
        assertThat(operator.get("/operations/commands?state=set_aside&type=project")
                        .body())
                .contains("retry &lt;b&gt;", "已搁置")
                .doesNotContain("retry <b>");
        assertThat(operator.get("/operations/deliveries?channel=WEBHOOK&state=unknown")
                        .body())
                .contains("retry &lt;b&gt;", "verdict.finished");

        for (String path : List.of(
                "/operations/commands/c-1",
                "/operations/deliveries/m-1",
                "/operations/checks/project/retry%20%3Cb%3E")) {
            assertThat(operator.get(path).body()).contains("class=\"primary\"", "retry &lt;b&gt;");
            HttpResponse<String> done = operator.post(path, Map.of());
            assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
            assertThat(PageBrowser.location(done)).isEqualTo(path + "?done=true");
            assertThat(operator.get(path + "?done=true").body())
                    .contains("已重新开始", "zhao")
                    .doesNotContain("note warn");
            assertThat(operator.get(path).body())
                    .contains("以前再做过", "zhao", "note warn")
                    .doesNotContain("已重新开始");
            if (path.contains("checks")) {
                gateway.rows.update("update check_task set state = 1");
            }
            HttpResponse<String> again = operator.post(path, Map.of());
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.body()).contains("别人先做了").doesNotContain("class=\"primary\"");
        }
        assertThat(operator.get("/operations/commands/none").statusCode()).isEqualTo(404);
        PageBrowser applicant = PageBrowser.of(gateway, "wang");
        assertThat(applicant.get("/operations/commands").statusCode()).isEqualTo(403);
        assertThat(applicant.get("/operations/deliveries/m-1").statusCode()).isEqualTo(403);
    }
}
