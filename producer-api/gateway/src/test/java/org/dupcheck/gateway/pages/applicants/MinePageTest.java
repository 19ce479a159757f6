package org.dupcheck.gateway.pages.applicants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.ReviewRows;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What applicants see of their own, and decide; from rows as the other roles write them. */
final class MinePageTest extends PageTest {
    private static final String MARKUP = "<script>x()</script>\"><img src=x onerror=y()>";
    private static final String[] PART = {"HX-Request", "true"};
    private PageBrowser wang;
    private PageBrowser li;

    @BeforeAll
    void signIn() {
        wang = PageBrowser.of(gateway, "wang");
        li = PageBrowser.of(gateway, "li");
        wang.get("/mine?lang=en");
        li.get("/mine?lang=en");
    }

    private Verdict asked(String id) {
        BusinessKey key = new BusinessKey("project", id);
        Verdict verdict = gateway.rows.finish(key, 1, ResultState.DUPLICATES, Instant.now());
        gateway.rows.submission(key, 1, "标题 " + id, List.of(new Section("立项背景", "本项甲乙丙丁" + MARKUP)));
        gateway.rows.update("update submission set user_id = 'wang' where business_id = ?", id);
        gateway.rows.notifier.workOrder(key, 1, "W-" + id, verdict.verdictId(), List.of("AWAITING_CONFIRMATION"));
        return verdict;
    }

    private static Map<String, String> decision(Verdict verdict, String decision, String reason) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("verdictId", verdict.verdictId());
        fields.put("decision", decision);
        fields.put("reason", reason);
        return fields;
    }

    private long decisions(String id) {
        return gateway.published(gateway.topics.confirmations()).stream()
                .filter(record -> record.key().equals("project:" + id))
                .count();
    }

    @Test
    void eachSeesTheirOwnWithFiguresAndWhyItAsks() {
        Verdict verdict = asked("seen");
        gateway.rows.update("update check_task set title = ? where business_id = 'seen'", MARKUP);
        String mine = wang.get("/mine").body();
        assertThat(mine)
                .contains("project:seen", "50.0 %", "passages also appear in approved documents", "&lt;script")
                .contains("asks-" + verdict.verdictId())
                .doesNotContain("<script>x", "<img src=x");
        assertThat(li.get("/mine").body())
                .doesNotContain("project:seen")
                .contains("You have not submitted anything yet");
        assertThat(wang.get("/mine/checks", PART).body()).startsWith("<article").contains("project:seen");
    }

    @Test
    void theOwnResultShowsOfASourceTitleAndShareAlone() {
        Verdict verdict = asked("result");
        source();
        assertThat(wang.get("/mine/" + verdict.verdictId()).body())
                .contains("<sup>1</sup>甲乙丙丁</mark>", "旧项目", "50.0 %", "&lt;script")
                .doesNotContain("旧文", "D/1", "<script>x", "<img src=x");
        assertThat(li.get("/mine/" + verdict.verdictId()).statusCode()).isEqualTo(404);
        assertThat(wang.get("/mine/no-such-verdict").statusCode()).isEqualTo(404);
    }

    @Test
    void commonTextThatCountsIsMarkedWithoutANumber() {
        Verdict verdict = ReviewRows.writeCommonText(gateway.rows, new BusinessKey("counting", "own"), "wang");
        assertThat(wang.get("/mine/" + verdict.verdictId()).body())
                .contains("<sup>1</sup>甲乙丙丁戊己庚辛</mark>", "<mark class=\"c0\">子丑寅卯辰巳午未</mark>")
                .contains("Marked text without a number appears in many reference documents.", "80.0 %");
    }

    private void source() {
        gateway.rows.update("delete from reference_document");
        gateway.rows.references.add("initiation", "D/1 100%", 7, 12, "旧项目", List.of(new Section("背景", "甲乙丙丁，旧文。")));
    }

    private String seen(String applicantsSee, Verdict verdict) {
        gateway.rows.update("delete from policy");
        if (!applicantsSee.isEmpty()) {
            gateway.rows.update(
                    "insert into policy (business_type, version, body, saved_at) values ('project', 1, ?::json, now())",
                    "{\"businessType\": \"project\", \"version\": 1, \"applicantsSee\": \"" + applicantsSee + "\"}");
        }
        return wang.get("/mine/" + verdict.verdictId()).body();
    }

    /** The policy in force counts, whatever was in force when the verdict was made. */
    @Test
    void ofASourceIsShownWhatThePolicyAllows() {
        Verdict verdict = asked("by-policy");
        source();
        String own = "甲乙丙丁</mark>";
        assertThat(seen("", verdict)).contains(own, "旧项目").doesNotContain("<blockquote>");
        assertThat(seen("TITLE", verdict)).contains(own, "旧项目").doesNotContain("<blockquote>");
        assertThat(seen("TITLE_AND_PASSAGES", verdict))
                .contains(own, "旧项目", "<blockquote>甲乙丙丁</blockquote>")
                .doesNotContain("旧文", "D/1");
        assertThat(seen("NOTHING", verdict))
                .contains(own, "50.0 %")
                .doesNotContain("旧项目", "<sup>", "<blockquote>", "D/1");
        gateway.rows.update("delete from policy");
    }

    @Test
    void aDecisionIsTheOwnersAndNeedsAReason() {
        Verdict verdict = asked("decided");
        assertThat(li.post("/mine/decisions", decision(verdict, "CONFIRM", "r"), PART)
                        .statusCode())
                .isEqualTo(404);
        Map<String, String> noToken = decision(verdict, "CONFIRM", "r");
        noToken.put("formToken", "x");
        assertThat(wang.post("/mine/decisions", noToken, PART).statusCode()).isEqualTo(403);
        HttpResponse<String> blank = wang.post("/mine/decisions", decision(verdict, "CONFIRM", " "), PART);
        assertThat(blank.statusCode()).isEqualTo(422);
        assertThat(blank.body()).contains("Say briefly why");
        assertThat(decisions("decided")).isZero();

        HttpResponse<String> confirmed = wang.post("/mine/decisions", decision(verdict, "CONFIRM", "延续项目"), PART);
        assertThat(confirmed.statusCode()).isEqualTo(200);
        assertThat(confirmed.body()).contains("Confirmed with your reason");
        assertThat(confirmed.headers().firstValue("HX-Retarget")).hasValue("#asks-" + verdict.verdictId());
        var sent = gateway.lastPublished(gateway.topics.confirmations(), "project:decided");
        assertThat(sent.get("userId").asText()).isEqualTo("wang");
        assertThat(sent.get("reason").asText()).isEqualTo("延续项目");
        // until the database tells of it, the form does not come back
        assertThat(wang.get("/mine/checks", PART).body())
                .doesNotContain("asks-" + verdict.verdictId())
                .contains("Your decision is being processed");
        HttpResponse<String> other = wang.post("/mine/decisions", decision(verdict, "WITHDRAW", ""), PART);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("It was decided before");
    }

    @Test
    void aStaleVerdictIsRefusedKindlyWithTheNewResult() {
        Verdict old = asked("stale");
        Verdict newer = gateway.rows.finish(new BusinessKey("project", "stale"), 2);
        HttpResponse<String> refused = wang.post("/mine/decisions", decision(old, "CONFIRM", "r"), PART);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("It has been checked again", "href=\"/mine/" + newer.verdictId() + "\"");
        assertThat(wang.get("/mine/" + old.verdictId()).body()).contains("There is a newer result");
        assertThat(decisions("stale")).isZero();
    }

    /** Messages lead to the result, so it is decided there. */
    @Test
    void theResultIsDecidedOnItsOwnPage() {
        Verdict verdict = asked("led-to");
        String page = wang.get("/mine/" + verdict.verdictId()).body();
        assertThat(page)
                .contains("action=\"/mine/decisions\"", "name=\"reason\"", "value=\"CONFIRM\"", "value=\"WITHDRAW\"");
        assertThat(page.indexOf("class=\"reader own\"")).isLessThan(page.indexOf("action=\"/mine/decisions\""));
        assertThat(wang.post("/mine/decisions", decision(verdict, "CONFIRM", "reason"), PART)
                        .statusCode())
                .isEqualTo(200);
        assertThat(wang.get("/mine/" + verdict.verdictId()).body()).doesNotContain("/mine/decisions");
    }

    @Test
    void aResultThatHasBeenOvertakenIsNotDecidedOn() {
        Verdict old = asked("overtaken");
        gateway.rows.finish(new BusinessKey("project", "overtaken"), 2);
        assertThat(wang.get("/mine/" + old.verdictId()).body()).doesNotContain("/mine/decisions");
    }

    @Test
    void whatIsNotDecidedIsWithdrawn() {
        BusinessKey key = new BusinessKey("project", "open");
        gateway.rows.check(key, 3, CheckState.RUNNING);
        gateway.rows.submission(key, 3, "t", List.of(new Section("a", "b")));
        gateway.rows.update("update submission set user_id = 'wang' where business_id = 'open'");
        Map<String, String> form = Map.of("type", "project", "id", "open");
        assertThat(li.post("/mine/withdrawals", form, PART).statusCode()).isEqualTo(404);
        assertThat(wang.post("/mine/withdrawals", form, PART).body()).contains("It is being withdrawn");
        assertThat(gateway.published(gateway.topics.submissions()).stream()
                        .filter(record -> record.key().equals("project:open"))
                        .toList())
                .hasSize(1);
        // without a script the list comes back
        Verdict verdict = asked("gone");
        HttpResponse<String> sent = wang.post("/mine/decisions", decision(verdict, "WITHDRAW", ""));
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(PageBrowser.location(sent)).isEqualTo("/mine");
    }

    @Test
    void aMessageIsReadByTheOneItIsFor() {
        gateway.rows.notifier.message(new BusinessKey("project", "m"), 1, "wang", "CLEAN", null);
        long id = gateway.database
                .read(session ->
                        session.queryOne("select id from site_message where business_id = 'm'", row -> row.getLong(1)))
                .orElseThrow();
        String path = "/mine/messages/" + id + "/read";
        assertThat(li.post(path, Map.of(), PART).statusCode()).isEqualTo(404);
        assertThat(wang.post("/mine/messages/x/read", Map.of(), PART).statusCode())
                .isEqualTo(404);
        assertThat(wang.get("/mine/messages", PART).body()).contains("Mark as read");
        assertThat(wang.post(path, Map.of(), PART).body())
                .doesNotContain("Mark as read")
                .contains("查重完成");
        assertThat(li.get("/mine/messages", PART).body()).contains("There are no messages");
    }

    @Test
    void aDocumentIsOfWhomSubmittedItLastAndItsLinkNamesItWhole() {
        BusinessKey key = new BusinessKey("project", "A+1&b #50%");
        gateway.rows.finish(key, 1);
        gateway.rows.submission(key, 1, "甲", List.of(new Section("a", "b")));
        gateway.rows.update("update submission set user_id = 'wang' where business_id = ?", key.businessId());
        PageBrowser wang = PageBrowser.of(gateway, "wang");
        assertThat(wang.get("/mine").body()).contains("/write?type=project&amp;id=A%2B1%26b+%2350%25");

        gateway.rows.submission(key, 2, "乙", List.of(new Section("a", "b")));
        gateway.rows.update(
                "update submission set user_id = 'li' where business_id = ? and revision = 2", key.businessId());
        assertThat(wang.get("/mine").body()).doesNotContain("A+1&amp;b");
        assertThat(PageBrowser.of(gateway, "li").get("/mine").body()).contains("A+1&amp;b");
    }
}
