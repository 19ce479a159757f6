package org.dupcheck.gateway.pages.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.dupcheck.store.references.ReferenceViews.Day;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees at first. This gateway does no checks itself, as in a split deployment. */
final class OperationsPageTest extends PageTest {
    private PageBrowser operator;

    @BeforeEach
    void signIn() {
        for (String table : List.of("delivery", "work_order_command", "check_task", "node", "reference_document")) {
            gateway.rows.update("delete from " + table);
        }
        operator = PageBrowser.of(gateway, "zhao");
        operator.get("/operations?lang=en");
    }

    private String page() {
        return operator.get("/operations").body().replaceAll("\\s+", " ");
    }

    private static String row(String name, String value) {
        return "<th scope=\"row\">" + name + "</th><td class=\"n\">" + value + "</td>";
    }

    @Test
    void theFiguresAreThoseOfAllNodesWhereThisOneDoesNotCheck() {
        Instant submitted = Instant.now().minus(Duration.ofMinutes(10));
        for (int i = 0; i < 3; i++) {
            gateway.rows.finish(
                    new BusinessKey("ops", "F" + i), 1, i == 0 ? ResultState.DUPLICATES : ResultState.NONE, submitted);
        }
        gateway.rows.update(
                "update verdict set created_at = created_at + interval '2 seconds' where business_type = 'ops'");
        gateway.rows.update(
                "update verdict set reason = 'UNCHANGED' where business_type = 'ops' and business_id = 'F2'");
        gateway.rows.check(new BusinessKey("ops", "S"), 1, CheckState.SUPERSEDED, 0, 0, submitted);
        gateway.rows.check(new BusinessKey("ops", "X"), 1, CheckState.FAILED, 0, 0, submitted);
        assertThat(page())
                .contains(row("Verdicts", "3"), row("Superseded by a newer revision", "1"), row("Failed", "1"))
                .contains(row("Without a scan, of the newest 3", "1"))
                .contains(row("From receipt to verdict, mean of the newest 3", "2,000 ms"))
                .contains("This node does not run checks")
                .doesNotContain("Failed attempts");
        Meter counted = gateway.meters.counter("dupcheck.check.verdicts");
        assertThat(page()).contains("Failed attempts").doesNotContain("This node does not run checks");
        gateway.meters.remove(counted);
    }

    @Test
    void whatSomebodyHasToDoIsCountedOnItsDoor() {
        BusinessKey key = new BusinessKey("ops", "D");
        assertThat(page())
                .contains("href=\"/operations/commands\">Commands</a> <span class=\"tag\">0 set aside</span>")
                .contains("href=\"/operations/deliveries\">Outgoing messages</a> <span class=\"tag\">0 failed")
                .doesNotContain(">Look at them<");
        gateway.rows.notifier.command(key, "ops-c-1", 1, true);
        gateway.rows.notifier.webhookDelivery("ops-m-1", "wh", key, "UNKNOWN", Instant.now());
        gateway.rows.notifier.webhookDelivery("ops-m-2", "wh", key, "SENT", Instant.now());
        gateway.rows.update(
                "insert into node (node_id, name, roles, version, started_at, seen_at, drain, drained, at_work, in_flight)"
                        + " values ('n-1', 'a', '{check}', '1', now(), now(), false, false, '{}', 0),"
                        + " ('n-2', 'b', '{check}', '1', now(), now() - interval '31 seconds', false, false, '{}', 0)");
        assertThat(page())
                .contains("href=\"/operations/commands?state=set_aside\">Commands</a>"
                        + " <span class=\"tag bad\">1 set aside</span>")
                .contains("<span class=\"tag bad\">1 failed or unknown</span>")
                .contains("href=\"/operations/nodes\">Nodes</a> <span class=\"tag bad\">1 not seen, 1 running</span>");
    }

    @Test
    void theGrowthOfTheReferenceSetIsAChartAndATable() {
        for (int i = 0; i < 4; i++) {
            gateway.rows.references.add("initiation", "G" + i, 1, i + 1, "G", List.of(new Section("a", "b")));
        }
        gateway.rows.update("update reference_document set updated_at = now() - interval '3 days'");
        gateway.rows.update("update reference_document set updated_at = now() where document_id = 'G0'");
        gateway.rows.update("update reference_document set in_force = false where document_id = 'G3'");
        String day = Instant.now().minus(Duration.ofDays(3)).toString().substring(0, 10);
        assertThat(page())
                .contains("Approved or edited, and in force: 3. Deleted: 1.", "as bars per day, at most 2")
                .contains("<time datetime=\"" + day + "\">" + day
                        + "</time></th><td class=\"n\">2</td><td class=\"n\">1</td>");
    }

    @Test
    void aChartHasEveryDay() {
        Instant now = Instant.parse("2026-11-30T16:00:00Z");
        DayChart chart = DayChart.of(List.of(new Day(Instant.parse("2026-11-29T00:00:00Z"), 8, 2)), now);
        assertThat(chart.days()).hasSize(DayChart.DAYS);
        assertThat(chart.days().get(0).begin()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(chart.days().get(28).come()).isEqualTo(8);
        assertThat(chart.days().get(29).begin()).isEqualTo(Instant.parse("2026-11-30T00:00:00Z"));
        assertThat(chart.largest()).isEqualTo(8);
        assertThat(chart.height(2)).isEqualTo(25);
    }
}
