package org.dupcheck.gateway.pages.applicants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Section;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writing, pre-checking, comparing and submitting; there is no check role here, so that rows play its part. */
final class WritePageTest extends PageTest {
    private static final String MARKUP = "<script>x()</script>\"><img src=x onerror=y()>";
    private static final String[] PART = {"HX-Request", "true"};
    private PageBrowser wang;
    private PageBrowser li;

    @BeforeAll
    void signIn() {
        wang = PageBrowser.of(gateway, "wang");
        li = PageBrowser.of(gateway, "li");
        wang.get("/write?lang=en");
    }

    /** A new document of that person; the page's token is known from then on. */
    private static String begin(PageBrowser browser) {
        String path = PageBrowser.location(browser.get("/write"));
        assertThat(path).matches("/write\\?id=[0-9a-f]{32}");
        assertThat(browser.get(path).statusCode()).isEqualTo(200);
        return path.substring(path.indexOf('=') + 1);
    }

    private static Map<String, String> form(String id, String title, String key, String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", "project");
        fields.put("id", id);
        fields.put("title", title);
        fields.put("box", "0");
        fields.put("key0", key);
        fields.put("text0", text);
        return fields;
    }

    private static BusinessKey project(String id) {
        return new BusinessKey("project", id);
    }

    private long revision(String topic, String key) {
        await().until(() -> gateway.published(topic).stream()
                .anyMatch(record -> record.key().equals(key)));
        return gateway.lastPublished(topic, key).get("revision").asLong();
    }

    @Test
    void aNewDocumentHasTheBoxesOfItsLanguage() {
        String id = begin(wang);
        assertThat(wang.get("/write?lang=en&id=" + id).body()).contains(">Background<", ">Expected results<");
        assertThat(wang.get("/write?lang=zh&id=" + id).body()).contains(">立项依据<", ">预期成果<");
        wang.get("/write?lang=en&id=" + id);
        assertThat(wang.post("/write/box", form(id, "t", "k", ""), PART).body()).contains("Name of the section");
    }

    @Test
    void nobodyTouchesTheDocumentOfAnother() {
        String id = begin(wang);
        begin(li);
        gateway.rows.finish(project("module-1"), 1);
        gateway.rows.submission(project("module-1"), 1, "t", List.of(new Section("a", "b")));
        gateway.rows.update("update submission set user_id = 'wang' where business_id = 'module-1'");
        for (String foreign : List.of(id, "module-1", "nobodys", "f".repeat(32))) {
            assertThat(li.get("/write?id=" + foreign).statusCode()).as(foreign).isEqualTo(404);
            for (String path :
                    List.of("/write/sections?box=0", "/write/compare", "/write/submit", "/mine/withdrawals")) {
                assertThat(li.post(path, form(foreign, "t", "k", "text"), PART).statusCode())
                        .as(path + " " + foreign)
                        .isEqualTo(404);
            }
            for (String path : List.of("/write/sections?key=k&", "/write/result?mode=SUBMIT&")) {
                assertThat(li.get(path + "revision=1&id=" + foreign).statusCode())
                        .as(path + " " + foreign)
                        .isEqualTo(404);
            }
        }
        assertThat(wang.get("/write?id=module-1").body()).contains("\nb</textarea>");
        assertThat(gateway.published(gateway.topics.submissions()))
                .noneMatch(record -> record.key().contains(id));
    }

    @Test
    void whatBelongsToAnotherRoleOrHasNoTokenIsRefused() {
        String id = begin(wang);
        PageBrowser reviewer = PageBrowser.of(gateway, "chen");
        assertThat(reviewer.get("/write").statusCode()).isEqualTo(403);
        for (String path : List.of("/write/sections?box=0", "/write/compare", "/write/submit")) {
            Map<String, String> form = form(id, "t", "k", "text");
            form.put("formToken", "");
            assertThat(wang.post(path, form, PART).statusCode()).as(path).isEqualTo(403);
            assertThat(wang.post(path, form(id, "t", "k", "text"), "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void aBoxIsCheckedAloneAndTellsHowManyPassagesItHas() throws Exception {
        String id = begin(wang);
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(
                () -> wang.post("/write/sections?box=0", form(id, MARKUP, MARKUP, "立项\r\n正文"), PART));
        CheckKey key = new CheckKey(project(id), MARKUP);
        long revision = revision(gateway.topics.preChecks(), key.toString());
        JsonNode sent = gateway.lastPublished(gateway.topics.preChecks(), key.toString());
        assertThat(sent.get("sections")).hasSize(1);
        assertThat(sent.get("sections").get(0).get("text").asText()).isEqualTo("立项\n正文");

        String chip = answer.get().body();
        gateway.rows.preCheck(key, revision, CheckState.RUNNING);
        Matcher again = Pattern.compile("hx-get=\"([^\"]*)\"").matcher(chip);
        assertThat(again.find()).as(chip).isTrue();
        String path = again.group(1).replace("&amp;", "&");
        assertThat(chip).doesNotContain("<script", "<img");
        assertThat(wang.get(path, PART).body()).contains("tries=2");
        gateway.rows.finishPreCheck(key, revision);
        assertThat(wang.get(path, PART).body()).contains("1 passage, 50.0 %").doesNotContain("hx-get");
        // a newer text: what is known of the old one is not told
        gateway.rows.preCheck(key, revision + 1, CheckState.RUNNING);
        assertThat(wang.get(path, PART).statusCode()).isEqualTo(204);
        // and it ends
        assertThat(wang.get(
                                path.replace("tries=1", "tries=60")
                                        .replace("revision=" + revision, "revision=" + (revision + 2)),
                                PART)
                        .body())
                .contains("Could not be checked")
                .doesNotContain("hx-get");
    }

    @Test
    void anEmptyBoxIsToldAndNotSent() {
        String id = begin(wang);
        assertThat(wang.post("/write/sections?box=0", form(id, "t", "k", " \n"), PART)
                        .body())
                .contains("Empty, left out");
        assertThat(gateway.published(gateway.topics.preChecks()))
                .noneMatch(record -> record.key().contains(id));
    }

    @Test
    void whatIsWrongIsToldBesideWhatWasTyped() {
        String id = begin(wang);
        assertThat(refused(form(id, "t", "k", " "))).contains("There is no text yet");
        assertThat(refused(form(id, "t", "k", "a\0b"))).contains("(NUL)");
        assertThat(refused(form(id, "x".repeat(1_001), "k", "text"))).contains("too long");
        assertThat(refused(form(id, "t", "k".repeat(129), "text"))).contains("too long");
        // without a script the whole page comes back, with all that was typed
        HttpResponse<String> page = wang.post("/write/submit", form(id, MARKUP, MARKUP, "a\0" + MARKUP));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("&lt;script", "(NUL)").doesNotContain("<script>x", "<img src=x");
        assertThat(wang.post("/write/sections?box=0", form(id, "t", "k", "a\0b"), PART)
                        .body())
                .contains("Could not be checked", "(NUL)");
        assertThat(gateway.published(gateway.topics.submissions()))
                .noneMatch(record -> record.key().contains(id));
    }

    /** What other pages refuse has another reason. */
    @Test
    void theFormNamesItsFieldsAndOtherPagesDoNot() {
        String id = begin(wang);
        assertThat(refused(form(id, "x".repeat(1_001), "k", "text"))).contains("title (1,000 characters");
        assertThat(wang.post("/mine/decisions", Map.of("verdictId", "a\0b", "decision", "CONFIRM"), PART)
                        .body())
                .contains("not a value that is allowed here")
                .doesNotContain("1,000 characters");
    }

    private String refused(Map<String, String> form) {
        HttpResponse<String> answer = wang.post("/write/submit", form, PART);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("role=\"alert\"", "everything you typed is still here");
        return answer.body();
    }

    @Test
    void aSubmissionIsThePersonsOwnAndTellsThatItIsKept() {
        String id = begin(wang);
        Map<String, String> form = form(id, " 题 ", "", "正文");
        form.put("applicant", "li");
        HttpResponse<String> answer = wang.post("/write/submit", form, PART);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Received and kept", "mode=SUBMIT");
        JsonNode sent = gateway.lastPublished(gateway.topics.submissions(), "project:" + id);
        assertThat(sent.get("mode").asText()).isEqualTo("SUBMIT");
        assertThat(sent.get("title").asText()).isEqualTo("题");
        assertThat(sent.get("applicant").get("userId").asText()).isEqualTo("wang");
        assertThat(sent.get("applicant").get("locale").asText()).isEqualTo("en");
        assertThat(sent.get("sections").get(0).get("key").asText()).isEqualTo("Section 1");
    }

    @Test
    void aComparisonShowsTheOwnTextAndOfASourceOnlyTitleAndShare() {
        String id = begin(wang);
        CheckKey key = CheckKey.document(project(id));
        gateway.rows.finishPreCheck(key, 5);
        gateway.rows.preCheckText(key, 5, List.of(new Section("立项背景", "本项甲乙丙丁" + MARKUP)));
        gateway.rows.references.add("initiation", "D/1 100%", 7, 12, "旧项目", List.of(new Section("背景", "甲乙丙丁，旧文。")));
        String told = wang.get("/write/result?mode=PRECHECK&revision=5&id=" + id, PART)
                .body();
        assertThat(told)
                .contains("nothing has been submitted", "<sup>1</sup>甲乙丙丁</mark>", "旧项目", "50.0 %", "&lt;script")
                .doesNotContain("旧文", "D/1", "<script", "<img");
        assertThat(wang.get("/write/result?mode=PRECHECK&revision=4&id=" + id, PART)
                        .body())
                .contains("replaced by a newer text");
    }

    @Test
    void aReloadFindsWhatWasPreChecked() {
        String id = begin(wang);
        gateway.rows.preCheckText(
                new CheckKey(project(id), "Background"), 5, List.of(new Section("Background", "\nkept " + MARKUP)));
        String page = wang.get("/write?id=" + id).body();
        assertThat(page).contains("\n\nkept &lt;script", ">Technical route<").doesNotContain("<script>x");
    }

    /** Revisions of the page are greater than many a module's, so that they may come before a submission and look newer. */
    @Test
    void whatSomebodyElsePreCheckedIsNotInTheForm() {
        BusinessKey key = project("handed-on");
        gateway.rows.submission(key, 1, "题", List.of(new Section("立项背景", "提交的正文")));
        gateway.rows.update("update submission set user_id = 'wang' where business_id = 'handed-on'");
        gateway.rows.preCheckText(new CheckKey(key, "立项背景"), 5, List.of(new Section("立项背景", "李的草稿")));
        gateway.rows.update("update pre_check_text set user_id = 'li' where business_id = 'handed-on'");
        assertThat(wang.get("/write?id=handed-on").body()).contains("提交的正文").doesNotContain("李的草稿");

        gateway.rows.update("update pre_check_text set user_id = 'wang' where business_id = 'handed-on'");
        assertThat(wang.get("/write?id=handed-on").body()).contains("李的草稿").doesNotContain("提交的正文");
    }

    @Test
    void anEditBeginsWithTheTextThatIsKeptAndKeepsWorkOrderAndTelephone() {
        BusinessKey key = project("edited");
        gateway.rows.finish(key, 1);
        gateway.rows.submission(key, 1, "第一稿", List.of(new Section("立项背景", "第一稿的正文")));
        gateway.rows.update("update submission set user_id = 'wang', work_order_id = 'WO-7', phone = '13900001234'"
                + " where business_id = 'edited'");
        // a newer revision that was withdrawn, or has not been checked yet: its text is nowhere
        gateway.rows.update("update check_task set revision = 2, state = 5, result_state = null, verdict_id = null,"
                + " result = null where business_id = 'edited'");
        assertThat(wang.get("/write?id=edited").body()).contains("第一稿的正文</textarea>", "value=\"第一稿\"");

        String told = wang.post("/write/submit", form("edited", "第二稿", "立项背景", "第二稿的正文"), PART)
                .body();
        JsonNode sent = gateway.lastPublished(gateway.topics.submissions(), key.toString());
        assertThat(sent.get("workOrderId").asText()).isEqualTo("WO-7");
        assertThat(sent.get("applicant").get("phone").asText()).isEqualTo("13900001234");
        // the row is still that of the withdrawal before it: this one goes on
        Matcher again = Pattern.compile("hx-get=\"([^\"]*)\"").matcher(told);
        assertThat(again.find()).as(told).isTrue();
        assertThat(wang.get(again.group(1).replace("&amp;", "&"), PART).body()).contains("tries=2");
    }
}
