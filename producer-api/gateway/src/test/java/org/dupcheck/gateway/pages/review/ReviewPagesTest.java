package org.dupcheck.gateway.pages.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk and the report, from rows as the other roles write them. */
final class ReviewPagesTest extends PageTest {
    private static final String MARKUP = "<script>x()</script>\"><img src=x onerror=y()>";
    private static final Instant CREATED = Instant.parse("2026-11-01T08:00:00Z");
    private static final BusinessKey FIRST = new BusinessKey("desk", "first");
    private PageBrowser reviewer;
    private Verdict first;

    @BeforeAll
    void rows() {
        first = gateway.rows.finish(FIRST, 1, ResultState.DUPLICATES, CREATED);
        gateway.rows.submission(FIRST, 1, MARKUP, List.of(new Section("立项背景", "本项目甲乙丙丁" + MARKUP)));
        gateway.rows.update("update submission set user_id = 'wang'");
        gateway.rows.update("update check_task set title = ? where business_id = 'first'", MARKUP);
        gateway.rows.notifier.workOrder(FIRST, 1, "W-1", first.verdictId(), List.of("AWAITING_CONFIRMATION"));
        gateway.rows.references.add("initiation", "D/1 100%", 7, 12, "旧项目", List.of(new Section("背景", "甲乙丙丁，旧文。")));
        for (int i = 0; i < 120; i++) {
            gateway.rows.finish(new BusinessKey("many", "m" + i), 1, ResultState.NONE, CREATED.plusSeconds(i));
        }
        gateway.rows.check(new BusinessKey("desk", "running"), 1, CheckState.RUNNING);
        gateway.rows.references.version(15);
        reviewer = PageBrowser.of(gateway, "chen");
    }

    @Test
    void theLargestComeFirstAndTheRestPageByPageEachOnce() {
        List<String> seen = new ArrayList<>();
        String path = "/review";
        int pages = 0;
        while (path != null) {
            String page = reviewer.get(path).body();
            all(page, "<small>(desk:[^<]*|many:[^<]*)</small>").forEach(seen::add);
            List<String> next = all(page, "rel=\"next\" href=\"([^\"]*)\"");
            path = next.isEmpty() ? null : next.get(0).replace("&amp;", "&");
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(121).doesNotHaveDuplicates().doesNotContain("desk:running");
        assertThat(seen.get(0)).isEqualTo("desk:first");
    }

    @Test
    void theNewestFirstIsAnotherOrder() {
        assertThat(all(reviewer.get("/review?order=newest").body(), "<small>(many:[^<]*)</small>")
                        .get(0))
                .isEqualTo("many:m119");
    }

    @ParameterizedTest
    @CsvSource({
        "type=desk, 1",
        "type=nothing, 0",
        "result=duplicates, 1",
        "result=NONE&type=desk, 0",
        "state=awaiting_confirmation, 1",
        "state=submitted, 0",
        "applicant=wang, 1",
        "applicant=li, 0",
        "atLeast=50, 1",
        "atLeast=51, 0",
        "mark=stale&type=desk, 1",
        "mark=pending, 0",
        "mark=signals, 0"
    })
    void aFilterLeavesWhatItSays(String query, int lines) {
        String page = reviewer.get("/review?" + query).body();
        assertThat(all(page, "<th scope=\"row\">")).hasSize(lines);
        if (lines == 0) {
            assertThat(page).contains("没有符合筛选条件的结果");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=x",
                "after=MXwxfDE",
                "order=best",
                "result=maybe",
                "atLeast=101",
                "atLeast=-1",
                "atLeast=a",
                "mark=x",
                "state=x"
            })
    void aWrongFilterIsToldByName(String query) {
        HttpResponse<String> response = reviewer.get("/review?" + query);
        if (query.equals("after=MXwxfDE")) {
            // a cursor that was made by hand but can be read
            assertThat(response.statusCode()).isIn(200, 400);
            return;
        }
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("<code>INVALID_FIELD</code> " + query.substring(0, query.indexOf('=')));
    }

    @Test
    void theReportShowsTextFiguresAndHistory() {
        HttpResponse<String> response = reviewer.get("/review/" + first.verdictId());
        String page = response.body();
        assertThat(page)
                .contains("50.0 %", "4 / 8", "旧项目", "本项", "wang")
                .contains("结果之后，比对库又有 3 次改动".replace("结果之后", "此结果之后"))
                .containsPattern("<mark class=\"c0\" data-source=\"0\" data-passage=\"0\" id=\"p0\">目甲乙丙</mark>");
        assertThat(page).doesNotContain("<script>x()").doesNotContain("<img src=x");
    }

    @Test
    void theSourceIsShownWithTheSamePassage() {
        String part = reviewer.get("/review/" + first.verdictId() + "/sources/0", "HX-Request", "true")
                .body();
        assertThat(part).contains("id=\"q0\"", ">甲乙丙丁</mark>", "旧文").doesNotContain("<html");
        for (String rank : List.of("1", "-1", "x", "99999999999")) {
            assertThat(reviewer.get("/review/" + first.verdictId() + "/sources/" + rank)
                            .statusCode())
                    .as(rank)
                    .isEqualTo(404);
        }
    }

    @Test
    void withoutAScriptASourceIsALinkThatShowsItBesideTheText() {
        String path = "/review/" + first.verdictId();
        assertThat(reviewer.get(path).body())
                .contains("<a class=\"source c0\" href=\"" + path + "?source=0#source\"", "<div class=\"reader\"")
                .doesNotContain("旧文", " shown\"");
        String page = reviewer.get(path + "?source=0").body();
        assertThat(page)
                .contains("旧文", "id=\"source-title\" data-source=\"0\"", "action=\"" + path + "/exclusions\"")
                .contains("<div class=\"reader one\"", "data-only=\"0\"", "aria-current=\"true\"")
                .contains("<mark class=\"c0 shown\" data-source=\"0\" data-passage=\"0\" id=\"p0\">")
                .contains("<option value=\"0\">立项背景 2–6: 目甲乙丙</option>");
        assertThat(reviewer.get(path + "?source=1").statusCode()).isEqualTo(404);
        assertThat(reviewer.get(path + "?pending=0").statusCode()).isEqualTo(404);
    }

    @Test
    void theFiguresCanBeTakenAlong() {
        HttpResponse<String> csv = reviewer.get("/review/" + first.verdictId() + ".csv");
        assertThat(csv.body())
                .startsWith("\uFEFFdocument type,document id,")
                .contains("initiation,D/1 100%,7,旧项目,0.5000,立项背景,2,6,背景,0,4,1.0000,,\r\n");
        assertThat(csv.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"" + first.verdictId() + ".csv\"");
        HttpResponse<String> json = reviewer.get("/review/" + first.verdictId() + ".json");
        assertThat(json.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(json.body()).startsWith("{\"current\":false,\"changesBehind\":3,");
    }

    @Test
    void thePdfShowsWhatThePageShowsInBothLanguages() throws Exception {
        String path = "/review/" + first.verdictId() + ".pdf";
        assertThat(reviewer.get("/review/" + first.verdictId()).body()).contains("href=\"" + path + "\"");
        for (String language : List.of("zh", "en")) {
            HttpResponse<byte[]> pdf = reviewer.getBytes(path + "?lang=" + language);
            assertThat(pdf.statusCode()).isEqualTo(200);
            assertThat(pdf.headers().firstValue("content-type")).hasValue("application/pdf");
            assertThat(pdf.headers().firstValue("content-disposition"))
                    .hasValue("attachment; filename=\"" + first.verdictId() + ".pdf\"");
            assertThat(PdfText.of(pdf.body()))
                    .contains("50.0%", "4/8", "旧项目", "本项目甲乙丙丁", "甲乙丙丁，旧文。", "wang", "立项背景2–6", "1/1")
                    .contains("D/1100%", first.verdictId(), first.contentHash(), "2026-11-0116:00UTC+08:00")
                    .contains(PdfText.squeezed(MARKUP))
                    .contains(language.equals("zh") ? "此结果之后，比对库又有3次改动" : "Thereferencesethashad3changes");
            String tag = pdf.headers().firstValue("etag").orElseThrow();
            HttpResponse<byte[]> again = reviewer.getBytes(path + "?lang=" + language, "If-None-Match", tag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
        Verdict gone = gateway.rows.finish(new BusinessKey("desk", "unkept"), 1);
        assertThat(PdfText.of(reviewer.getBytes("/review/" + gone.verdictId() + ".pdf?lang=zh")
                        .body()))
                .contains("文本的保存期限已过", "50.0%");
        gateway.rows.update("delete from check_task where business_id = 'unkept'");
        assertThat(PageBrowser.of(gateway, "wang").getBytes(path).statusCode()).isEqualTo(403);
        assertThat(reviewer.getBytes("/review/00000000-0000-0000-0000-000000000000.pdf")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void commonTextThatCountsIsInTheArithmeticAndNamesItsDocuments() throws Exception {
        Verdict verdict = ReviewRows.writeCommonText(gateway.rows, new BusinessKey("counting", "report"), "wang");
        String path = "/review/" + verdict.verdictId();
        assertThat(reviewer.get(path + "?lang=en").body())
                .contains("With common text", "16 / 20", "80.0 %", "旧项目九", "41 documents")
                .contains("8 tokens that appear in many reference documents; counted as copied under the policy.");
        assertThat(reviewer.get(path + ".csv").body()).contains(",,,common text of 41 documents,,立项背景,10,18,,,,,,\r\n");
        assertThat(PdfText.of(reviewer.getBytes(path + ".pdf?lang=zh").body()))
                .contains("计入通用文字", "16/20", "按规则计为重复", "旧项目九");
        gateway.rows.update("delete from check_task where business_id = 'report'");
        reviewer.get("/review?lang=zh");
    }

    @Test
    void whatIsNotThereIsToldAsAPage() {
        HttpResponse<String> response = reviewer.get("/review/00000000-0000-0000-0000-000000000000");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("没有这个页面", "there is no such verdict", "陈静");
    }

    @Test
    void aTextWhoseTimeIsUpLeavesTheFigures() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("desk", "gone"), 1);
        String page = reviewer.get("/review/" + verdict.verdictId()).body();
        assertThat(page).contains("文本的保存期限已过", "50.0 %").doesNotContain("<mark");
        gateway.rows.update("delete from check_task where business_id = 'gone'");
    }

    private static List<String> all(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(Math.min(1, found.groupCount())))
                .toList();
    }
}
