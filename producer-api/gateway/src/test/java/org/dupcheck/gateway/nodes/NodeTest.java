package org.dupcheck.gateway.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dupcheck.contract.DrainRequest;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.dupcheck.store.Store;
import org.dupcheck.store.nodes.Beat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators are told of nodes, and tell them, by the API and on the pages. */
final class NodeTest extends PageTest {
    private static final String WHY = "{\"reason\": \"update\"}";
    private static final String FORCED = "{\"reason\": \"update\", \"force\": true}";

    private String before;

    @BeforeEach
    void empty() {
        gateway.rows.update("delete from node");
        before = column("select coalesce(max(number), 0)::text from audit_log").get(0);
    }

    private List<String> column(String query) {
        return gateway.database.read(session -> session.query(query, row -> row.getString(1)));
    }

    private List<String> noted() {
        return column("select action || ' ' || subject || ' ' || detail || ' ' || user_id || ' ' || coalesce(note, '-')"
                + " from audit_log join audit_person using (entry_id) where number > " + before + " order by number");
    }

    private boolean beat(String id, boolean drains, List<String> atWork, int inFlight, String... roles) {
        Beat beat = new Beat(
                id, "host-<b>", List.of(roles), "0.1.0", "http://h:8080", "http://h:9080", drains, atWork, inFlight);
        return Store.on(gateway.database).inTransaction(tables -> tables.nodes().beat(beat));
    }

    private void running(String id, String... roles) {
        boolean unused = beat(id, false, List.of(), 0, roles);
    }

    private void lose(String id) {
        gateway.rows.update(
                "update node set seen_at = clock_timestamp() - interval '95 seconds' where node_id = ?", id);
    }

    private JsonNode node(String id) {
        for (JsonNode node : TestGateway.body(gateway.get("/nodes")).get("nodes")) {
            if (node.get("nodeId").asText().equals(id)) {
                return node;
            }
        }
        throw new AssertionError("there is no " + id);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo(code);
    }

    @Test
    void aNodeIsListedDrainedAndResumed() {
        assertThat(TestGateway.body(gateway.get("/nodes")).get("nodes")).isEmpty();
        running("n-1", "gateway", "check");
        running("n-2", "check");
        JsonNode listed = node("n-1");
        assertThat(listed.get("name").asText()).isEqualTo("host-<b>");
        assertThat(listed.get("roles")).hasSize(2);
        assertThat(listed.get("version").asText()).isEqualTo("0.1.0");
        assertThat(listed.get("http").asText()).isEqualTo("http://h:8080");
        assertThat(listed.get("state").asText()).isEqualTo("RUNNING");
        assertThat(listed.get("soleRoles")).isEmpty();

        HttpResponse<String> drained = gateway.post("/nodes/n-1/drain", WHY);
        assertThat(drained.statusCode()).as(drained.body()).isEqualTo(202);
        assertThat(TestGateway.body(drained).get("state").asText()).isEqualTo("DRAINING");
        assertThat(beat("n-1", true, List.of("check"), 7, "gateway", "check")).isTrue();
        assertThat(node("n-1").get("inFlight").asInt()).isEqualTo(7);
        assertThat(node("n-1").at("/atWork/0").asText()).isEqualTo("check");
        assertThat(gateway.post("/nodes/n-1/drain", WHY).statusCode())
                .as("twice")
                .isEqualTo(202);
        beat("n-1", true, List.of(), 0, "gateway", "check");
        assertThat(node("n-1").get("state").asText()).isEqualTo("DRAINED");
        assertThat(node("n-2").at("/soleRoles/0").asText()).isEqualTo("check");

        assertThat(TestGateway.body(gateway.post("/nodes/n-1/resume", ""))
                        .get("state")
                        .asText())
                .isEqualTo("RUNNING");
        assertThat(gateway.post("/nodes/n-1/resume", "").statusCode())
                .as("twice")
                .isEqualTo(202);
        assertThat(noted())
                .containsExactly("NODE_DRAINED host-<b> n-1 trial update", "NODE_RESUMED host-<b> n-1 trial -");
    }

    @Test
    void whatCannotBeOrderedIsRefusedAndChangesNothing() {
        running("n-1", "check", "notifier");
        running("n-2", "notifier");
        running("n-3", "gateway");
        running("n-4", "check");
        lose("n-4");
        assertProblem(gateway.post("/nodes/none/drain", WHY), 404, "NOT_FOUND");
        assertProblem(gateway.post("/nodes/" + "x".repeat(200) + "/resume", ""), 404, "NOT_FOUND");
        assertProblem(gateway.post("/nodes/n-4/drain", WHY), 409, "NODE_NOT_SEEN");
        assertProblem(gateway.post("/nodes/n-4/resume", ""), 409, "NODE_NOT_SEEN");
        assertProblem(gateway.post("/nodes/n-3/drain", FORCED), 409, "NOTHING_TO_DRAIN");
        HttpResponse<String> last = gateway.post("/nodes/n-1/drain", WHY);
        assertProblem(last, 409, "LAST_OF_ROLE");
        assertThat(TestGateway.body(last).get("detail").asText())
                .as("n-4 is lost")
                .contains("check")
                .doesNotContain("notifier");
        assertProblem(gateway.post("/nodes/n-1/drain", "{}"), 400, "MISSING_FIELD");
        assertProblem(
                gateway.post("/nodes/n-1/drain", "{\"reason\": \"" + "x".repeat(2_001) + "\"}"), 400, "INVALID_FIELD");
        assertProblem(gateway.post("/nodes/n-1/drain", "{\"reason\": \"x\", \"forced\": true}"), 400, "UNKNOWN_FIELD");
        assertThat(noted()).isEmpty();
        assertThat(column("select node_id from node where drain")).isEmpty();

        assertThat(gateway.post("/nodes/n-1/drain", FORCED).statusCode()).isEqualTo(202);
        assertThat(noted()).containsExactly("NODE_DRAINED host-<b> n-1; no other node has: check trial update");
        assertProblem(gateway.post("/nodes/n-2/drain", WHY), 409, "LAST_OF_ROLE");
    }

    @Test
    void ofTwoDrainedAtOnceOneStays() {
        for (int round = 0; round < 10; round++) {
            gateway.rows.update("delete from node");
            running("n-1", "check");
            running("n-2", "check");
            List<CompletableFuture<HttpResponse<String>>> both = IntStream.rangeClosed(1, 2)
                    .mapToObj(i -> gateway.sendAsync(gateway.json("/nodes/n-" + i + "/drain", "POST", WHY)))
                    .toList();
            assertThat(both.stream().map(answer -> answer.join().statusCode())).containsExactlyInAnyOrder(202, 409);
            assertThat(column("select node_id from node where drain")).hasSize(1);
        }
    }

    @Test
    void anOperatorOfSomeTypesSeesNodesAndTellsThemNothing() {
        running("n-1", "check");
        NodeService service = new NodeService(Store.on(gateway.database));
        Caller some = new Caller("s", "s", Grants.parse(List.of("operator:project")));
        Caller all = new Caller("a", "a", Grants.parse(List.of("operator")));
        assertThat(NodeService.mayOrder(some)).isFalse();
        assertThat(NodeService.mayOrder(all)).isTrue();
        assertThatThrownBy(() -> service.drain(some, "n-1", new DrainRequest("r", true)))
                .hasMessageContaining("all types");
        assertThatThrownBy(() -> service.resume(some, "n-1")).hasMessageContaining("all types");
        assertThat(service.drain(all, "n-1", new DrainRequest("r", true)).isResumable())
                .isTrue();
    }

    @Test
    void thePagesAskFirstAndWarnOfTheLastOne() {
        PageBrowser operator = PageBrowser.of(gateway, "zhao");
        assertThat(operator.get("/operations").body()).contains("/operations/nodes");
        assertThat(operator.get("/operations/nodes").body()).contains("还没有节点报告过");
        assertThat(operator.get("/operations/nodes?lang=en").body()).contains("No node has reported");
        running("n-1", "gateway", "check");
        running("n-3", "gateway");
        running("n-4", "check");
        lose("n-4");
        assertThat(operator.get("/operations/nodes?lang=zh").body())
                .contains("host-&lt;b&gt;", "运行中", "失联", "已 95 秒没有报告")
                .doesNotContain("host-<b>");

        String one = "/operations/nodes/n-1";
        assertThat(operator.get(one).body()).contains("没有别的运行中的节点", "name=\"force\"", "name=\"reason\"");
        HttpResponse<String> silent = operator.post(one + "/drain", Map.of("reason", " ", "force", "true"));
        assertThat(silent.statusCode()).isEqualTo(422);
        assertThat(silent.body()).contains("请简单写明原因");
        HttpResponse<String> last = operator.post(one + "/drain", Map.of("reason", "升级 <i>"));
        assertThat(last.statusCode()).isEqualTo(409);
        assertThat(last.body()).contains("没有别的节点会做", "value=\"升级");
        assertThat(noted()).isEmpty();

        HttpResponse<String> done = operator.post(one + "/drain", Map.of("reason", "升级 <i>", "force", "true"));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
        assertThat(PageBrowser.location(done)).isEqualTo(one);
        beat("n-1", true, List.of("check"), 3, "gateway", "check");
        assertThat(operator.get(one).body()).contains("排空中", "手头还有 3 条记录", "正在做：check", "zhao", "升级 &lt;i&gt;", "要恢复吗");
        beat("n-1", true, List.of(), 0, "gateway", "check");
        assertThat(operator.get("/operations/nodes").body()).contains("已排空");
        assertThat(operator.post(one + "/resume", Map.of()).statusCode()).isEqualTo(303);
        assertThat(operator.get(one).body()).contains("运行中", "节点恢复接收任务");

        assertThat(operator.get("/operations/nodes/n-3").body())
                .contains("只应答请求")
                .doesNotContain("name=\"reason\"");
        assertThat(operator.get("/operations/nodes/n-4").body())
                .contains("没有报告")
                .doesNotContain("name=\"reason\"");
        HttpResponse<String> lost = operator.post("/operations/nodes/n-4/drain", Map.of("reason", "r"));
        assertThat(lost.statusCode()).isEqualTo(409);
        assertThat(lost.body()).contains("现在无法向它下达指令");
        assertThat(operator.get("/operations/nodes/none").statusCode()).isEqualTo(404);
        assertThat(operator.post("/operations/nodes/none/drain", Map.of("reason", "r"))
                        .statusCode())
                .isEqualTo(404);
        for (String person : List.of("wang", "chen")) {
            assertThat(PageBrowser.of(gateway, person).get("/operations/nodes").statusCode())
                    .isEqualTo(403);
        }
    }
}
