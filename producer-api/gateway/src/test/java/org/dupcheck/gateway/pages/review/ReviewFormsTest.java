package org.dupcheck.gateway.pages.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.ReviewRows;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reviewer's forms on the report, and who sees what came of them. */
final class ReviewFormsTest extends PageTest {
    private static final String MARKUP = "<script>x()</script>\"><img src=x onerror=y()>";
    private static int keys;

    private BusinessKey key;
    private Verdict verdict;
    private String path;
    private PageBrowser chen;

    @BeforeEach
    void verdict() {
        key = new BusinessKey("forms", "f" + ++keys);
        verdict = ReviewRows.write(gateway.rows, key, 1, "wang");
        path = "/review/" + verdict.verdictId();
        chen = PageBrowser.of(gateway, "chen");
        chen.get(path);
    }

    private HttpResponse<String> send(PageBrowser who, String form, String... fields) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return who.post(path + form, all, "HX-Request", "true");
    }

    @Test
    void everyFigureFollowsWhatIsLeftOut() {
        HttpResponse<String> response =
                send(chen, "/exclusions", "rank", "0", "passage", "0", "reason", MARKUP, "seen", "0");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("50.0 %", "10 / 20", "去掉评审人排除的内容", "查重时：70.0 %", "陈静")
                .contains("hx-swap-oob=\"innerHTML\"", "<s>甲乙丙丁</s>")
                .doesNotContain("<script>x", "<img src=x", "<html");
        // letters that another source has too keep that one's colour
        assertThat(response.body()).contains("<mark class=\"c1\" data-source=\"0 1\"");
        String page = chen.get(path).body();
        assertThat(page).contains("50.0 %", "10 / 20", "<s>甲乙丙丁</s>").doesNotContain("<script>x", "<img src=x");
        String csv = chen.get(path + ".csv").body();
        assertThat(csv).contains("旧项目一,0.2000,立项背景,0,8,").contains("陈静,\"<script>x()</script>\"\"");
        assertThat(chen.get(path + ".json").body()).contains("\"containment\":0.7");
        // and back
        HttpResponse<String> back = send(chen, "/restorations", "number", "1", "seen", "1");
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.body()).contains("70.0 %", "14 / 20").doesNotContain("<s>甲乙丙丁</s>", "查重时");
        assertThat(chen.get(path).body()).contains("排除", "恢复", "70.0 %");
    }

    @Test
    void deskAndApplicantSeeTheFigureInForceWithTheOneAsCheckedBesideIt() {
        send(chen, "/exclusions", "rank", "0", "reason", "通用", "seen", "0");
        chen.get(path + "?lang=en");
        assertThat(chen.get("/review?type=forms").body())
                .containsPattern("<strong>30\\.0 %</strong> <small class=\"id\">70\\.0 % as checked</small></td>\\s*"
                        + "<th scope=\"row\"><a href=\"" + path + "\"[^§]*?<td>旧项目二 <small>30\\.0 %</small></td>"
                        + "\\s*<td class=\"n\">6</td>")
                .contains("Containment, sorted as checked");
        PageBrowser wang = PageBrowser.of(gateway, "wang");
        assertThat(wang.get("/mine?lang=en").body())
                .containsPattern("Containment 30\\.0 % \\(70\\.0 % as checked\\) · [^<]* 6 · Sources 1<br>");
        assertThat(wang.get("/mine/" + verdict.verdictId()).body())
                .contains("<dd>30.0 %</dd>", "As checked: 70.0 %", "旧项目二")
                .doesNotContain("旧项目一", "通用");
        // nothing is left out any more
        send(chen, "/restorations", "number", "1", "seen", "1");
        assertThat(wang.get("/mine/" + verdict.verdictId()).body())
                .contains("<dd>70.0 %</dd>")
                .doesNotContain("As checked");
        chen.get(path + "?lang=zh");
        wang.get("/mine?lang=zh");
    }

    @Test
    void aWholeSourceThatIsLeftOutStaysInSight() {
        send(chen, "/exclusions", "rank", "1", "reason", "通用", "seen", "0");
        String page = chen.get(path).body();
        assertThat(page).contains("60.0 %", "source out", "旧项目二", "通用");
        String panel = chen.get(path + "/sources/1", "HX-Request", "true").body();
        assertThat(panel).contains("陈静 已排除", "通用").doesNotContain("name=\"reason\"");
    }

    @Test
    void theApplicantSeesDecisionAndNoteAndNothingElse() {
        send(chen, "/exclusions", "rank", "0", "reason", "内部理由", "seen", "0");
        HttpResponse<String> response =
                send(chen, "/decisions", "decision", "RETURN", "note", MARKUP + "\r\n请改写", "seen", "1");
        assertThat(response.body()).contains("退回", "请改写").doesNotContain("<script>x", "<img src=x");
        PageBrowser wang = PageBrowser.of(gateway, "wang");
        for (String mine : new String[] {"/mine", "/mine/" + verdict.verdictId()}) {
            assertThat(wang.get(mine).body())
                    .as(mine)
                    .contains("评审人已退回", "请改写")
                    .doesNotContain("内部理由", "陈静", "<script>x", "<img src=x");
        }
        assertThat(PageBrowser.of(gateway, "li").get("/mine").body()).doesNotContain("请改写");
    }

    @Test
    void theDeskTellsDecisionsAndWhatHasChangedSince() {
        assertThat(desk(chen, "undecided")).contains(key.businessId());
        send(chen, "/decisions", "decision", "ACCEPT", "note", "", "seen", "0");
        assertThat(desk(chen, "accepted")).contains(key.businessId()).contains("<small title=\"chen\">陈静</small>");
        assertThat(desk(chen, "undecided")).doesNotContain(">" + key + "<");
        assertThat(desk(chen, "changed")).doesNotContain(">" + key + "<");

        Verdict newer = ReviewRows.write(gateway.rows, key, 2, "wang");
        assertThat(desk(chen, "changed")).contains(">" + key + "<", "评审后有变化");
        assertThat(desk(PageBrowser.of(gateway, "zhao"), "changed")).doesNotContain(">" + key + "<");
        assertThat(chen.get("/review/" + newer.verdictId()).body())
                .contains("陈静 评审过此文档以前的结果", verdict.verdictId() + "/diff/" + newer.verdictId());
        assertThat(chen.get(path).body())
                .contains("已有更新的结果", "/review/" + newer.verdictId())
                .doesNotContain("name=\"decision\"");
        HttpResponse<String> stale = send(chen, "/decisions", "decision", "RETURN", "note", "写好的意见", "seen", "1");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("/review/" + newer.verdictId());
    }

    private static String desk(PageBrowser who, String review) {
        return who.get("/review?type=forms&review=" + review).body();
    }

    @Test
    void theSecondOfTwoSeesTheFirstAndLosesNothing() {
        PageBrowser zhao = PageBrowser.of(gateway, "zhao");
        zhao.get(path);
        send(zhao, "/exclusions", "rank", "1", "reason", "通用", "seen", "0");
        HttpResponse<String> late = send(chen, "/decisions", "decision", "RETURN", "note", "写好的意见", "seen", "0");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("另一位评审人", "写好的意见</textarea>", "60.0 %", "赵强");
        HttpResponse<String> again =
                send(chen, "/exclusions", "rank", "0", "passage", "1", "reason", "写好的理由", "seen", "0");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("value=\"写好的理由\"");
    }

    @Test
    void aNoteIsAskedForKindly() {
        HttpResponse<String> response = send(chen, "/decisions", "decision", "EXPLAIN", "note", " ", "seen", "0");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("请简单写明原因");
        assertThat(send(chen, "/exclusions", "rank", "0", "reason", "", "seen", "0")
                        .statusCode())
                .isEqualTo(422);
        assertThat(send(chen, "/exclusions", "rank", "7", "reason", "x", "seen", "0")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(chen, "/decisions", "decision", "X", "note", "x", "seen", "0")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(chen, "/restorations", "number", "1", "seen", "0").statusCode())
                .isEqualTo(409);
    }

    @Test
    void withoutAScriptAFormLeadsBackToTheReport() {
        HttpResponse<String> response =
                chen.post(path + "/decisions", Map.of("decision", "ACCEPT", "note", "好", "seen", "0"));
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(PageBrowser.location(response)).isEqualTo(path);
        // a source stays beside the text
        HttpResponse<String> out =
                chen.post(path + "/exclusions", Map.of("rank", "1", "passage", "0", "reason", "通用", "seen", "1"));
        assertThat(PageBrowser.location(out)).isEqualTo(path + "?source=1");
    }

    @Test
    void onlyReviewersMayAndOnlyWithTheToken() {
        PageBrowser wang = PageBrowser.of(gateway, "wang");
        assertThat(send(wang, "/decisions", "decision", "ACCEPT", "seen", "0").statusCode())
                .isEqualTo(403);
        assertThat(send(chen, "/decisions", "decision", "ACCEPT", "seen", "0", "formToken", "wrong")
                        .statusCode())
                .isEqualTo(403);
        assertThat(chen.get(path).body()).contains("还没有评审");
    }
}
