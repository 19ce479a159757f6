package org.dupcheck.corpussync;

import static org.assertj.core.api.Assertions.assertThat;

import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.junit.jupiter.api.Test;

class ReferenceEventReaderTest {
    private final ReferenceEventReader reader = new ReferenceEventReader(new JsonCodec());

    @Test
    void anApprovalBringsItsContentAndADeletionNone() {
        assertThat(read(Changes.approved("a", 1, "正文"))).isEqualTo(Changes.change(Changes.approved("a", 1, "正文")));
        assertThat(read(Changes.edited("a", 2, "改过的")).content()).isNotNull();
        assertThat(read(Changes.deleted("a", 3)).content()).isNull();
    }

    private ReferenceChange read(ReferenceEvent event) {
        return reader.read(new TestDelivery(0, event.key().toString(), TestDelivery.json(event)));
    }
}
