package org.dupcheck.gateway.pages.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.dupcheck.store.Store;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
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
                .contains("审核退回", "shown:1", "wang", "第三节 &lt;b&gt;重写&lt;/b&gt;", "（规则）", "verdict-9", "detail-7")
                .doesNotContain("<b>重写");
        assertThat(auditor.get("/audit?subject=shown:1&lang=en").body())
                .contains("Returned by a reviewer", "(the rules)");
        gateway.rows.update(
                "delete from audit_person where entry_id in (select entry_id from audit_log where subject = ?)",
                "shown:1");
        assertThat(auditor.get("/audit?type=shown&lang=en").body())
                .contains("(no longer kept)")
                .doesNotContain("wang");
    }

    @Test
    void thePagesGoOnWithTheirFilters() {
        for (int i = 0; i < 60; i++) {
            add("many", "many:é&" + i, "wang", null);
        }
        PageBrowser auditor = PageBrowser.of(gateway, "zhao");
        HttpResponse<String> first = auditor.get("/audit?type=many");
        assertThat(first.body()).contains("many:é&amp;59").doesNotContain("many:é&amp;9 <");
        Matcher next = NEXT.matcher(first.body());
        assertThat(next.find()).isTrue();
        String second = auditor.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(second).contains("many:é&amp;9 <", "many:é&amp;0 <").doesNotContain("rel=\"next\"", "many:é&amp;59");
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
