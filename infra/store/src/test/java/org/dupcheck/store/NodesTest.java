package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dupcheck.store.nodes.Beat;
import org.dupcheck.store.nodes.NodeRow;
import org.dupcheck.store.nodes.NodeState;
import org.junit.jupiter.api.Test;

final class NodesTest extends StoreTest {
    private static final List<String> ALL = List.of("gateway", "check", "corpus-sync", "notifier");

    @Test
    void aNodeSaysOfItselfWhatIsShown() {
        assertThat(beats(new Beat("n-1", "host-8080", ALL, "0.1.0", null, null, false, List.of(), 0)))
                .isFalse();
        assertThat(node("n-1").http()).as("not ready yet").isNull();
        NodeRow first = node("n-1");
        assertThat(beats(new Beat("n-1", "host-8080", ALL, "0.1.0", "http://h:1", "http://h:2", false, List.of(), 3)))
                .isFalse();

        NodeRow node = node("n-1");
        assertThat(node.name()).isEqualTo("host-8080");
        assertThat(node.roles()).isEqualTo(ALL);
        assertThat(node.version()).isEqualTo("0.1.0");
        assertThat(node.http()).isEqualTo("http://h:1");
        assertThat(node.management()).isEqualTo("http://h:2");
        assertThat(node.inFlight()).isEqualTo(3);
        assertThat(node.startedAt()).isEqualTo(first.startedAt());
        assertThat(node.seenAt()).isAfter(first.seenAt());
        assertThat(node.state()).isEqualTo(NodeState.RUNNING);
        assertThat(node.silence()).isLessThan(NodeRow.LOST_AFTER);
    }

    @Test
    void twoStartsOfOneNameAreToldApartAndOneThatEndsInOrderIsGone() {
        beats(running("n-1", ALL));
        beats(running("n-2", ALL));
        assertThat(all(tables -> tables.nodes().list(10)))
                .extracting(NodeRow::nodeId)
                .containsExactly("n-1", "n-2");
        assertThat(all(tables -> tables.nodes().list(1))).hasSize(1);
        store.run(tables -> tables.nodes().remove("n-1"));
        assertThat(found(tables -> tables.nodes().find("n-1"))).isEmpty();
        assertThat(found(tables -> tables.nodes().find("n-2"))).isPresent();
    }

    @Test
    void anOrderIsHeardAtTheNextBeatAndIsNewOnce() {
        beats(running("n-1", ALL));
        assertThat(ordered("n-1", true)).isTrue();
        assertThat(ordered("n-1", true)).as("twice").isFalse();
        assertThat(ordered("none", true)).isFalse();
        assertThat(node("n-1").state()).isEqualTo(NodeState.DRAINING);

        assertThat(beats(running("n-1", ALL))).as("it is told").isTrue();
        assertThat(beats(draining("n-1", List.of("check"), 2))).isTrue();
        assertThat(node("n-1").state()).isEqualTo(NodeState.DRAINING);
        assertThat(node("n-1").atWork()).containsExactly("check");
        beats(draining("n-1", List.of(), 1));
        assertThat(node("n-1").state())
                .as("a record is being worked on that nobody waits for")
                .isEqualTo(NodeState.DRAINING);
        beats(draining("n-1", List.of(), 0));
        assertThat(node("n-1").state()).isEqualTo(NodeState.DRAINED);

        assertThat(ordered("n-1", false)).isTrue();
        assertThat(ordered("n-1", false)).as("twice").isFalse();
        assertThat(node("n-1").state()).isEqualTo(NodeState.RUNNING);
        assertThat(beats(draining("n-1", List.of(), 0))).as("it is told").isFalse();
        assertThat(node("n-1").drained()).isFalse();
        ordered("n-1", true);
        assertThat(node("n-1").state())
                .as("what it said before the order counts no more")
                .isEqualTo(NodeState.DRAINING);
    }

    @Test
    void aNodeWhoseRowIsGoneStaysAsItIs() {
        assertThat(beats(draining("n-1", List.of(), 0))).isTrue();
        assertThat(node("n-1").state()).isEqualTo(NodeState.DRAINED);
    }

    @Test
    void oneOfWhichNothingIsHeardIsLostAndForgottenAfterItsTime() {
        beats(running("n-1", ALL));
        beats(running("n-2", ALL));
        sql("update node set seen_at = clock_timestamp() - interval '29 seconds' where node_id = 'n-1'");
        assertThat(node("n-1").state()).isEqualTo(NodeState.RUNNING);
        sql("update node set seen_at = clock_timestamp() - interval '31 seconds' where node_id = 'n-1'");
        assertThat(node("n-1").state()).isEqualTo(NodeState.LOST);
        assertThat(node("n-1").silence()).isGreaterThanOrEqualTo(Duration.ofSeconds(31));
        assertThat(count(tables -> tables.nodes().purge(node("n-1").seenAt(), 10)))
                .isZero();
        assertThat(count(tables -> tables.nodes().purge(node("n-1").seenAt().plusMillis(1), 10)))
                .isEqualTo(1);
        assertThat(all(tables -> tables.nodes().list(10)))
                .extracting(NodeRow::nodeId)
                .containsExactly("n-2");
    }

    @Test
    void aRoleThatNoOtherRunningNodeHasIsItsAlone() {
        beats(running("n-1", ALL));
        assertThat(node("n-1").soleRoles(nodes())).containsExactly("check", "corpus-sync", "notifier");
        beats(running("n-2", List.of("gateway", "check")));
        assertThat(node("n-1").soleRoles(nodes())).containsExactly("corpus-sync", "notifier");
        assertThat(node("n-2").soleRoles(nodes())).isEmpty();
        beats(running("n-3", List.of("notifier", "corpus-sync")));
        assertThat(node("n-1").soleRoles(nodes())).isEmpty();
        ordered("n-2", true);
        assertThat(node("n-1").soleRoles(nodes())).as("n-2 drains").containsExactly("check");
        sql("update node set seen_at = clock_timestamp() - interval '1 hour' where node_id = 'n-3'");
        assertThat(node("n-1").soleRoles(nodes()))
                .as("n-3 is lost")
                .containsExactly("check", "corpus-sync", "notifier");
        beats(running("n-4", List.of("gateway")));
        assertThat(node("n-4").workingRoles()).isEmpty();
        assertThat(node("n-4").soleRoles(nodes())).isEmpty();
    }

    @Test
    void ofTwoThatAreDrainedAtOnceTheSecondSeesTheFirst() {
        beats(running("n-1", List.of("check")));
        beats(running("n-2", List.of("check")));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Boolean> second = new CompletableFuture<>();
            store.run(tables -> {
                tables.nodes().lockOrders();
                other.execute(() -> second.complete(holds(later -> {
                    later.nodes().lockOrders();
                    return later.nodes()
                            .find("n-2")
                            .orElseThrow()
                            .soleRoles(later.nodes().list(10))
                            .isEmpty();
                })));
                assertThat(tables.nodes()
                                .find("n-1")
                                .orElseThrow()
                                .soleRoles(tables.nodes().list(10)))
                        .isEmpty();
                tables.nodes().order("n-1", true);
                assertThat(second).isNotDone();
            });
            assertThat(second.join()).as("n-2 is not the last one").isFalse();
        } finally {
            other.shutdownNow();
        }
    }

    private static Beat running(String id, List<String> roles) {
        return new Beat(id, "host-8080", roles, "0.1.0", "http://h:1", "http://h:2", false, List.of(), 0);
    }

    private static Beat draining(String id, List<String> atWork, int inFlight) {
        return new Beat(id, "host-8080", ALL, "0.1.0", "http://h:1", "http://h:2", true, atWork, inFlight);
    }

    private static boolean beats(Beat beat) {
        return holds(tables -> tables.nodes().beat(beat));
    }

    private static boolean ordered(String id, boolean drain) {
        return holds(tables -> tables.nodes().order(id, drain));
    }

    private static List<NodeRow> nodes() {
        return all(tables -> tables.nodes().list(100));
    }

    private static NodeRow node(String id) {
        return found(tables -> tables.nodes().find(id)).orElseThrow();
    }
}
