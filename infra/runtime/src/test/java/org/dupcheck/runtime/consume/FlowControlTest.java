package org.dupcheck.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.runtime.consume.Records.P0;
import static org.dupcheck.runtime.consume.Records.P1;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FlowControlTest {
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final FlowControl flow = new FlowControl(100);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(P0, P1));
    }

    @Test
    void onlyThePartitionThatHoldsItsShareIsPaused() {
        adjust(95, 4);
        assertThat(consumer.paused()).isEmpty();
        adjust(96, 4);
        assertThat(consumer.paused()).containsExactly(P0);
    }

    @Test
    void atTwiceTheBoundAllArePausedAndTheLightOneComesBackFirst() {
        adjust(190, 10);
        assertThat(consumer.paused()).containsExactlyInAnyOrder(P0, P1);
        adjust(150, 10);
        assertThat(consumer.paused()).containsExactlyInAnyOrder(P0, P1);
        adjust(130, 10);
        assertThat(consumer.paused()).containsExactly(P0);
        adjust(51, 0);
        assertThat(consumer.paused()).containsExactly(P0);
        adjust(49, 0);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void bytesCountAsRecordsDo() {
        flow.adjust(
                consumer,
                Map.of(
                        P0, new Dispatcher.Load(3, FlowControl.MAX_IN_FLIGHT_BYTES, 3),
                        P1, new Dispatcher.Load(0, 0, 0)));
        assertThat(consumer.paused()).containsExactly(P0);
    }

    @Test
    void aPartitionWhoseCommitIsHeldUpTooLongIsPausedUntilItMoves() {
        Dispatcher.Load none = new Dispatcher.Load(0, 0, 0);
        assertThat(flow.adjust(consumer, Map.of(P0, new Dispatcher.Load(1, 1, FlowControl.MAX_SPAN), P1, none)))
                .containsExactly(P0);
        assertThat(flow.adjust(consumer, Map.of(P0, new Dispatcher.Load(1, 1, FlowControl.MAX_SPAN / 2), P1, none)))
                .containsExactly(P0);
        assertThat(flow.adjust(consumer, Map.of(P0, none, P1, none))).isEmpty();
    }

    private void adjust(int first, int second) {
        flow.adjust(
                consumer,
                Map.of(P0, new Dispatcher.Load(first, first, first), P1, new Dispatcher.Load(second, second, second)));
    }
}
