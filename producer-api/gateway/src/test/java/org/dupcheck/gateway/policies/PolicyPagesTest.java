package org.dupcheck.gateway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.ApplicantsSee;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Template;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.Policy.Waiting;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.dupcheck.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PolicyPagesTest extends PageTest {
    private static final String ONE = "/operations/policies/project";
    private static final Pattern INPUT = Pattern.compile("<input[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");

    private PageBrowser operator;

    @BeforeEach
    void signIn() {
        gateway.rows.update("delete from policy");
        gateway.rows.update("delete from policy_preview");
        gateway.rows.update("delete from check_task");
        gateway.rows.check(new BusinessKey("project", "P-1"), 1, CheckState.RUNNING);
        operator = PageBrowser.of(gateway, "zhao");
        assertThat(operator.get("/operations/policies").body()).contains("还没有保存过规则");
    }

    private Policy inForce() {
        return Store.on(gateway.database).read(tables -> tables.policies().inForce(new JsonCodec(), "project"));
    }

    /** Every field of the built-in policy, as the page has it. */
    private Map<String, String> form(String... changes) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "expected", "0",
                "thresholds.passages", "1",
                "leftOut.bibliography", "true",
                "leftOut.ownDocuments", "true",
                "openSubmissions", "OFF",
                "tellWhenContainmentMoves", "5",
                "daysOpenOnceSubmitted", "30",
                "waiting.remindAfterHours", "24, 48",
                "waiting.expireAfterHours", "72",
                "applicantsSee", "TITLE"));
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        return fields;
    }

    private HttpResponse<String> send(String action, Map<String, String> form) {
        Map<String, String> fields = new HashMap<>(form);
        fields.put("action", action);
        return operator.post(ONE, fields);
    }

    @Test
    void theFormOfThePageSaysThePolicyInForce() {
        Map<String, String> shown = new HashMap<>();
        Matcher inputs = INPUT.matcher(operator.get(ONE).body());
        while (inputs.find()) {
            shown.put(inputs.group(1), inputs.group(2));
        }
        assertThat(shown)
                .containsAllEntriesOf(Map.of("thresholds.passages", "1", "waiting.remindAfterHours", "24, 48"));
        assertThat(send("save", form()).statusCode()).isEqualTo(303);
        assertThat(inForce()).as("the same makes no version").isEqualTo(Policy.builtIn("project"));
    }

    @Test
    void everyFieldIsSavedAndShownAgain() {
        HttpResponse<String> saved = send(
                "save",
                form(
                        "thresholds.containment", "12.5",
                        "thresholds.longestRun", "200",
                        "thresholds.passages", "",
                        "leftOut.bibliography", "",
                        "leftOut.minorPassages", "true",
                        "leftOut.referenceTypes", "a，b",
                        "leastTokens", "50",
                        "commonTextTokens", "0",
                        "commonTextCounts", "true",
                        "openSubmissions", "ALL",
                        "tellWhenContainmentMoves", "10",
                        "daysOpenOnceSubmitted", "7",
                        "reviewFrom.containment", "30",
                        "waiting.remindAfterHours", "1",
                        "waiting.expireAfterHours", "8",
                        "answerWithinMinutes", "30",
                        "applicantsSee", "NOTHING",
                        "template1", "封面",
                        "text1", "项目名称：\r\n<b>"));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        Policy expected = new Policy(
                "project",
                1,
                new Thresholds(.125, 200, null),
                new LeftOut(false, false, true, true, List.of("a", "b")),
                List.of(new Template("封面", "项目名称：\n<b>")),
                50,
                0,
                true,
                OpenSubmissions.ALL,
                .1,
                7,
                new Thresholds(.3, null, null),
                new Waiting(List.of(1), 8),
                30,
                ApplicantsSee.NOTHING);
        assertThat(inForce()).isEqualTo(expected);
        String page = operator.get(ONE).body();
        assertThat(page)
                .contains("value=\"12.5\"", "版本 1", "项目名称：\n&lt;b&gt;", "value=\"NOTHING\" selected")
                .containsPattern("name=\"commonTextCounts\" value=\"true\" checked> 通用文字")
                .doesNotContain("<b>");
        assertThat(operator.get("/operations/policies").body()).contains(">project</a>");
        assertThat(operator.get(ONE + "/versions/1").body()).contains("0.125").doesNotContain("<b>");
        assertThat(operator.get(ONE + "/versions/2").statusCode()).isEqualTo(404);
    }

    @Test
    void aSaveSaysWhichVersionIsInForceAndSinceWhen() {
        HttpResponse<String> saved = send("save", form("daysOpenOnceSubmitted", "7"));
        assertThat(PageBrowser.location(saved)).isEqualTo(ONE + "?saved=new");
        assertThat(operator.get(ONE + "?saved=new&lang=en").body())
                .containsPattern("autofocus><p>Saved. Version 1 has been in force since \\d{4}-");
        HttpResponse<String> same = send("save", form("daysOpenOnceSubmitted", "7", "expected", "1"));
        assertThat(PageBrowser.location(same)).isEqualTo(ONE + "?saved=same");
        assertThat(operator.get(ONE + "?saved=same&lang=en").body()).contains("Nothing was changed: version 1");
        assertThat(operator.get(ONE + "?lang=en").body()).doesNotContain("Saved. Version", "Nothing was changed");
        assertThat(operator.get(ONE + "?lang=zh").statusCode()).isEqualTo(200);
    }

    @Test
    void aTypeThatNobodyKnowsIsAskedForBeforeAPolicyBegins() {
        HttpResponse<String> typed = operator.get("/operations/policies?type=projct");
        assertThat(typed.statusCode()).isEqualTo(200);
        assertThat(typed.body())
                .contains("没有类型“projct”的任何记录", "/operations/policies/projct?begin=true")
                .contains("<option value=\"project\">", "href=\"/operations/policies/project?begin=true\"");
        HttpResponse<String> opened = operator.get("/operations/policies/projct");
        assertThat(PageBrowser.location(opened)).isEqualTo("/operations/policies?type=projct");
        assertThat(operator.get("/operations/policies/projct?begin=true").body())
                .contains("<h1>projct", "内置");
        assertThat(PageBrowser.location(operator.get("/operations/policies?type=project")))
                .isEqualTo(ONE);
        assertThat(operator.get("/operations/policies?type=" + "x".repeat(33)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aWrongFieldIsNamedAsThePageNamesItWithWhatMayStandThere() {
        Map<String, List<String>> fields = new HashMap<>();
        fields.put("thresholds.containment", List.of("101", "Containment, in percent", "up to 100"));
        fields.put("waiting.remindAfterHours", List.of("48, 24", "Remind the applicant", "each greater than"));
        fields.put("daysOpenOnceSubmitted", List.of("3651", "Days for which", "0 to 3,650"));
        operator.get(ONE + "?lang=en");
        fields.forEach((field, wrong) -> {
            String page = send("save", form(field, wrong.get(0))).body();
            assertThat(page)
                    .containsPattern("<a href=\"#" + field + "\">" + wrong.get(1) + "[^<]*</a>: [^<]*" + wrong.get(2))
                    .containsPattern("id=\"" + field
                            + "\"[^>]* aria-invalid=\"true\" aria-describedby=\"wrong\" autofocus>"
                            + "<span class=\"wrong\" id=\"wrong\">[^<]*" + wrong.get(2));
        });
        assertThat(send("save", form("thresholds.passages", "")).body())
                .contains("href=\"#thresholds.containment\"", "Give at least one of the three");
        assertThat(send("save", form("template0", "封面")).body())
                .containsPattern("id=\"text0\"[^>]* aria-invalid=\"true\"");
        operator.get(ONE + "?lang=zh");
    }

    @Test
    void ofTwoOperatorsTheSecondSeesWhatHolds() {
        assertThat(send("save", form("daysOpenOnceSubmitted", "7")).statusCode())
                .isEqualTo(303);
        HttpResponse<String> second = send("save", form("daysOpenOnceSubmitted", "9"));
        assertThat(second.statusCode()).isEqualTo(412);
        assertThat(second.body())
                .contains("别人保存了另一版本", "现行规则的 JSON", "name=\"expected\" value=\"1\"")
                .containsPattern("daysOpenOnceSubmitted[^>]*value=\"9\"")
                .containsPattern("daysOpenOnceSubmitted[^,]* : 7");
        assertThat(inForce().daysOpenOnceSubmitted()).isEqualTo(7);
        assertThat(send("save", form("daysOpenOnceSubmitted", "9", "expected", "1"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(inForce().daysOpenOnceSubmitted()).isEqualTo(9);
    }

    @Test
    void whatCannotBeIsNamedAndWhatWasTypedStays() {
        for (Map<String, String> wrong : List.of(
                form("thresholds.passages", ""),
                form("thresholds.longestRun", "soon"),
                form("thresholds.containment", "101"),
                form("daysOpenOnceSubmitted", ""),
                form("waiting.remindAfterHours", "48, 24"),
                form("openSubmissions", "SOME"),
                form("template0", "封面"))) {
            wrong.put("leftOut.referenceTypes", "typed");
            HttpResponse<String> refused = send("save", wrong);
            assertThat(refused.statusCode()).as("%s", wrong).isEqualTo(422);
            assertThat(refused.body()).contains("没有保存", "value=\"typed\"");
        }
        assertThat(inForce().version()).isZero();
        assertThat(operator.get("/operations/policies/" + "x".repeat(33)).statusCode())
                .isEqualTo(400);
        assertThat(PageBrowser.of(gateway, "wang").get(ONE).statusCode()).isEqualTo(403);
    }

    /** No check role runs here, so the preview waits; nothing is saved by it. */
    @Test
    void aPreviewSavesNothingAndTellsHowFarItIs() {
        HttpResponse<String> waits = send("preview", form("thresholds.passages", "3"));
        assertThat(waits.statusCode()).as(waits.body()).isEqualTo(200);
        assertThat(waits.body()).contains("预览进行中", "thresholds.passages\" value=\"3\"", ONE + "/previews/");
        assertThat(inForce().version()).isZero();
        String id = gateway.database
                .read(session -> session.queryOne("select preview_id from policy_preview", row -> row.getString(1)))
                .orElseThrow();
        gateway.rows.update(
                "update policy_preview set state = 'FINISHED', result = ?::json",
                "{\"corpusVersion\": 1, \"statisticsVersion\": 1, \"policyVersion\": 0, \"sampled\": 2, \"notChecked\": 0,"
                        + " \"toDuplicates\": 0, \"toNone\": 1, \"containmentMoved\": 0, \"reasonsChanged\": 1, \"changed\":"
                        + " [{\"businessType\": \"project\", \"businessId\": \"P<1>\", \"verdictId\": \"v\","
                        + " \"resultState\": {\"before\": \"DUPLICATES\", \"after\": \"NONE\"},"
                        + " \"containment\": {\"before\": 0.25, \"after\": 0.25},"
                        + " \"confirmationReasons\": {\"before\": [\"DUPLICATES\"], \"after\": []}}]}");
        assertThat(operator.get(ONE + "/previews/" + id).body())
                .contains("project:P&lt;1&gt;", "<td>25.0 %", "1 个会变为无重复")
                .contains("已批准的文档", "→ <strong>不需确认</strong>")
                .doesNotContain("P<1>");
        assertThat(operator.get(ONE + "/previews/none").statusCode()).isEqualTo(404);
    }
}
