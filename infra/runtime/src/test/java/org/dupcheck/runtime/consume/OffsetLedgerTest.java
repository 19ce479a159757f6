package org.dupcheck.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

final class OffsetLedgerTest {
    private final OffsetLedger ledger = new OffsetLedger();

    @Test
    void nothingIsCommittableBeforeTheFirstIsDone() {
        assertThat(ledger.committable()).isNull();
        ledger.register(5, Optional.empty(), 1);
        assertThat(ledger.committable()).isNull();
    }

    @Test
    void theLowestUnfinishedRecordHoldsUpTheCommit() {
        OffsetLedger.Entry five = ledger.register(5, Optional.of(1), 10);
        OffsetLedger.Entry six = ledger.register(6, Optional.of(1), 20);
        OffsetLedger.Entry nine = ledger.register(9, Optional.of(2), 30); // compaction left a gap
        ledger.complete(nine);
        ledger.complete(six);
        assertThat(ledger.committable()).isNull();
        assertThat(ledger.span()).isEqualTo(3);
        assertThat(ledger.inFlight()).isEqualTo(1);
        assertThat(ledger.inFlightBytes()).isEqualTo(10);
        ledger.complete(five);
        assertThat(ledger.committable()).isEqualTo(new OffsetAndMetadata(10, Optional.of(2), ""));
        assertThat(ledger.span()).isZero();
    }

    @Test
    void aRecordThatLeavesUndoneIsNeverPassed() {
        OffsetLedger.Entry first = ledger.register(0, Optional.empty(), 1);
        OffsetLedger.Entry second = ledger.register(1, Optional.empty(), 1);
        ledger.leave(first);
        ledger.complete(second);
        assertThat(ledger.committable()).isNull();
        assertThat(ledger.inFlight()).isZero();
    }

    @Test
    void offsetsMustRise() {
        ledger.register(3, Optional.empty(), 1);
        assertThatThrownBy(() -> ledger.register(3, Optional.empty(), 1)).isInstanceOf(IllegalStateException.class);
    }

    /** Against the plain rule: the least registered offset that is not done, or the one behind the last. */
    @Test
    void itAgreesWithTheRuleInAnyOrderOfCompletions() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<OffsetLedger.Entry> open = new ArrayList<>();
        List<Long> openOffsets = new ArrayList<>();
        TreeSet<Long> unfinished = new TreeSet<>();
        long next = 0;
        for (int step = 0; step < 20_000; step++) {
            if (open.isEmpty() || random.nextBoolean()) {
                next += 1 + random.nextInt(3);
                open.add(ledger.register(next, Optional.empty(), 1));
                openOffsets.add(next);
                unfinished.add(next);
            } else {
                int which = random.nextInt(open.size());
                ledger.complete(open.remove(which));
                unfinished.remove(openOffsets.remove(which));
            }
            OffsetAndMetadata committable = ledger.committable();
            if (committable != null) {
                // all below are done, and it is right behind a record
                assertThat(unfinished.headSet(committable.offset())).isEmpty();
            }
            if (unfinished.isEmpty()) {
                assertThat(committable).isEqualTo(new OffsetAndMetadata(next + 1));
            }
            assertThat(ledger.inFlight()).isEqualTo(unfinished.size());
        }
    }
}
