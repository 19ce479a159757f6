package org.dupcheck.gateway.pages.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.gateway.GatewaySettings;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.dupcheck.store.Store;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.audit.AuditFilter;
import org.junit.jupiter.api.Test;

final class AuditPageTest extends PageTest {
    private static final Pattern NEXT = Pattern.compile("href=\"(/audit\\?[^\"]*)\" rel=\"next\"");

    private void add(String type, String subject, String userId, String note) {
        Store.on(gateway.database)
                .run(tables -> tables.auditLog()
                        .add(new AuditEntry(
                                AuditAction.RETURNED, type, subject, 3L, "verdict-9", "detail-7", userId, note)));
    }

    @Test
    void anAuditorReadsWhatWasDecidedInBothLanguages() {
        add("shown", "shown:1", "wang", "第三节 <b>重写</b>");
        add("shown", "shown:1", null, null);
        PageBrowser auditor = PageBrowser.of(gateway, "zhao");
        assertThat(auditor.get("/operations").body()).contains("href=\"/audit\"");
        String page = auditor.get("/audit?type=shown").body();
        assertThat(page)
                .contains("评审退回", "shown:1", "wang", "第三节 &lt;b&gt;重写&lt;/b&gt;", "（未注明）", "verdict-9", "detail-7")
                .containsPattern(
                        "<time datetime=\"[^\"]*\">\\d{4}-\\d\\d-\\d\\d [^<]*</time> <small class=\"id\">刚刚</small>")
                .contains("href=\"/review/verdict-9\"", "href=\"/operations/checks/shown/1\"")
                .contains("href=\"/audit?type=shown&amp;person=wang\"")
                .doesNotContain("<b>重写");
        assertThat(auditor.get("/audit?subject=shown:1&lang=en").body())
                .contains("Returned by a reviewer", "(not stated)")
                .doesNotContain("(the rules)");
        gateway.rows.update(
                "delete from audit_person where entry_id in (select entry_id from audit_log where subject = ?)",
                "shown:1");
        assertThat(auditor.get("/audit?type=shown&lang=en").body())
                .contains("(no longer kept)")
                .doesNotContain("wang");
    }

    private void add(AuditAction action, String type, String subject, String detail, String userId) {
        Store.on(gateway.database)
                .run(tables ->
                        tables.auditLog().add(new AuditEntry(action, type, subject, null, null, detail, userId, null)));
    }

    @Test
    void whatTheRulesDecideIsTheirsAndDetailsLeadOn() {
        add(AuditAction.SUBMITTED, "links", "links:ä/1", "command-1", null);
        add(AuditAction.POLICY_SAVED, "links", "links", "version 3", "zhao");
        add(AuditAction.DEAD_LETTER_REPLAYED, "links", "a-topic-2@17", null, "zhao");
        add(AuditAction.WEBHOOK_DELETED, "links", "wh-gone", null, "zhao");
        assertThat(PageBrowser.of(gateway, "zhao")
                        .get("/audit?type=links&lang=en")
                        .body())
                .contains("(the rules)", "href=\"/operations/checks/links/%C3%A4%2F1\"")
                .contains("<a href=\"/operations/commands/command-1\" title=\"command-1\">Command</a>")
                .contains("<a href=\"/operations/policies/links/versions/3\" title=\"version 3\">version 3</a>")
                .contains("href=\"/operations/dead-letters/a-topic/2/17\"", "<td>wh-gone</td>");
    }

    @Test
    void timePersonAndActionAreFiltersInTheAddress() {
        for (int i = 0; i < 60; i++) {
            add("filtered", "filtered:" + i, i % 6 == 0 ? "wang" : "li", null);
        }
        add(AuditAction.CONFIRMED, "filtered", "filtered:x", null, "wang");
        PageBrowser auditor = PageBrowser.of(gateway, "zhao");
        String ofWang = "/audit?type=filtered&person=wang";
        assertThat(rows(auditor.get(ofWang).body())).isEqualTo(11);
        assertThat(rows(auditor.get(ofWang + "&action=confirmed").body())).isEqualTo(1);
        LocalDate day = LocalDate.now(GatewaySettings.DEFAULT_PAGES_ZONE);
        String today = day.toString();
        String yesterday = day.minusDays(1).toString();
        assertThat(rows(auditor.get(ofWang + "&from=" + yesterday + "&to=" + today)
                        .body()))
                .isEqualTo(11);
        assertThat(rows(auditor.get(ofWang + "&to=2020-01-01").body())).isZero();
        assertThat(rows(auditor.get(ofWang + "&from=2999-01-01").body())).isZero();
        Matcher next = NEXT.matcher(auditor.get("/audit?type=filtered&from=" + yesterday + "&action=returned")
                .body());
        assertThat(next.find()).isTrue();
        assertThat(next.group(1)).contains("action=returned", "from=" + yesterday);
        assertThat(rows(auditor.get(next.group(1).replace("&amp;", "&")).body()))
                .isEqualTo(10);
        for (String wrong : new String[] {"from=yesterday", "to=99999-01-01", "action=x", "from=-292275055-01-01"}) {
            assertThat(auditor.get("/audit?" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void aDayIsOneOfTheReadersZone() {
        LocalDate day = LocalDate.parse("2026-11-30");
        AuditPage.Asked asked = new AuditPage.Asked(null, null, null, null, day, day);
        AuditFilter filter = asked.filter(ZoneId.of("Asia/Shanghai"));
        assertThat(filter.from()).isEqualTo("2026-11-29T16:00:00Z");
        assertThat(filter.before()).isEqualTo("2026-11-30T16:00:00Z");
    }

    private static int rows(String page) {
        return page.split("<tr><th scope=\"row\"", -1).length - 1;
    }

    @Test
    void thePagesGoOnWithTheirFilters() {
        for (int i = 0; i < 60; i++) {
            add("many", "many:é&" + i, "wang", null);
        }
        PageBrowser auditor = PageBrowser.of(gateway, "zhao");
        HttpResponse<String> first = auditor.get("/audit?type=many");
        assertThat(first.body()).contains(">many:é&amp;59<").doesNotContain(">many:é&amp;9<");
        Matcher next = NEXT.matcher(first.body());
        assertThat(next.find()).isTrue();
        String second = auditor.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(second)
                .contains(">many:é&amp;9<", ">many:é&amp;0<")
                .doesNotContain("rel=\"next\"", ">many:é&amp;59<");
    }

    @Test
    void aListThatIsEmptySaysSoAndTheRestIsRefused() {
        PageBrowser auditor = PageBrowser.of(gateway, "zhao");
        assertThat(auditor.get("/audit?type=none-such").body()).contains("没有符合条件的记录");
        assertThat(auditor.get("/audit?after=x").statusCode()).isEqualTo(400);
        for (String other : new String[] {"wang", "chen"}) {
            assertThat(PageBrowser.of(gateway, other).get("/audit").statusCode())
                    .as(other)
                    .isEqualTo(403);
        }
    }
}
