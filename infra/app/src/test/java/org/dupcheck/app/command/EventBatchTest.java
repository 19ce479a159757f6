package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    private final EventBatch batch = new EventBatch();

    @Test
    void oneDocumentComesOnceInABatch() {
        batch.add(event("a", 1, "x"));
        assertThat(batch.hasRoomFor(event("a", 2, "x"))).isFalse();
        assertThat(batch.hasRoomFor(event("b", 1, "x"))).isTrue();
        batch.clear();
        assertThat(batch.hasRoomFor(event("a", 2, "x"))).isTrue();
    }

    @Test
    void aBatchIsBoundedInEventsAndLengthAndOneEventAlwaysGoes() {
        String large = "长".repeat(700_000);
        assertThat(batch.hasRoomFor(event("large", 1, large))).isTrue();
        batch.add(event("large", 1, large));
        assertThat(batch.hasRoomFor(event("small", 1, "x"))).isFalse();
        batch.clear();
        for (int i = 0; i < 500; i++) {
            assertThat(batch.hasRoomFor(event("d" + i, 1, "x"))).isTrue();
            batch.add(event("d" + i, 1, "x"));
        }
        assertThat(batch.hasRoomFor(event("d500", 1, "x"))).isFalse();
    }

    private static ReferenceEvent event(String id, long revision, String text) {
        return new ReferenceEvent(
                "reference",
                id,
                revision,
                ReferenceEventKind.APPROVED,
                null,
                null,
                null,
                List.of(new Section("正文", text)),
                null);
    }
}
