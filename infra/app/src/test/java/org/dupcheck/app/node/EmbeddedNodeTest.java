package org.dupcheck.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serve} is by default: everything in one process, on servers of its own whose data lasts. */
class EmbeddedNodeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TEXT = "贴片式应变计错位安放于编组场驼峰，按周汇总转换功率曲线，与巡道班组的纸面台账逐笔勾对。";

    @TempDir
    Path folder;

    @Test
    void acceptedWorkGoesOnWhenBrokerAndDatabaseDieAndTheDataOutlivesTheNode() {
        try (Node node = start();
                CheckClient client = client(node)) {
            approve(client, node);
            submit(client, "P-0");
            Objects.requireNonNull(node.servers().kafka()).kill();
            Objects.requireNonNull(node.servers().postgres()).kill();
            // accepted by a client that waits out the outage, checked by a node that nobody restarted
            submit(client, "P-1");
            assertThat(await().atMost(PATIENCE)
                            .ignoreExceptions()
                            .until(() -> check(node, "P-1"), check -> check.state() == CheckState.FINISHED)
                            .resultState())
                    .isEqualTo(ResultState.DUPLICATES);
        }
        try (Node again = start()) {
            assertThat(check(again, "P-1").state()).isEqualTo(CheckState.FINISHED);
            assertThat(new GatewayApi(again.endpoints().http()).referenceSet().total())
                    .isEqualTo(1);
            assertThat(again.healths()).containsKeys("database", "gateway", "check", "corpus-sync", "notifier");
        }
        assertThat(Endpoints.read(folder)).isEmpty();
    }

    private Node start() {
        NodeSettings settings = NodeSettings.load(
                null, Map.of(), Map.of("dupcheck.data-dir", folder.toString(), "dupcheck.http.port", "0"));
        Node node = Node.start(settings, Storage.KEPT, Clock.systemUTC(), () -> false);
        assertThat(Endpoints.read(folder)).contains(node.endpoints());
        return node;
    }

    private static void approve(CheckClient client, Node node) {
        client.publish(new ReferenceEvent(
                        "approved",
                        "LX-1",
                        1,
                        ReferenceEventKind.APPROVED,
                        "题",
                        null,
                        List.of(new Section("body", TEXT)),
                        null))
                .join();
        GatewayApi api = new GatewayApi(node.endpoints().http());
        await().atMost(PATIENCE).until(() -> api.referenceSet().total() == 1);
    }

    private static void submit(CheckClient client, String id) {
        client.precheck(new Submission(
                        "project",
                        id,
                        CheckClient.NEXT_REVISION,
                        Mode.PRECHECK,
                        "题",
                        List.of(new Section("body", "前言。" + TEXT)),
                        null,
                        null))
                .join();
    }

    private static CheckClient client(Node node) {
        return CheckClient.builder(node.servers().bootstrapServers()).build();
    }

    private static Check check(Node node, String id) {
        return new GatewayApi(node.endpoints().http())
                .check(new BusinessKey("project", id))
                .orElseThrow();
    }
}
