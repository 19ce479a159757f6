package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.store.deadletters.DeadLetterReplays.Letter;
import org.dupcheck.store.deadletters.DeadLetterReplays.Replay;
import org.junit.jupiter.api.Test;

final class DeadLetterReplaysTest extends StoreTest {
    private static final Instant TIME = Instant.parse("2026-11-29T08:00:00.123Z");
    private static final Letter LETTER = new Letter("a.dead-letter", 0, 7, TIME);

    private List<Replay> of(Letter... letters) {
        return store.read(tables -> tables.deadLetterReplays().of(List.of(letters)));
    }

    private long begin(Letter letter, String by) {
        return store.inTransaction(tables -> tables.deadLetterReplays().begin(letter, by, now()));
    }

    @Test
    void aReplayIsTheLettersAndNobodyElses() {
        long id = begin(LETTER, "zhao");
        assertThat(of(LETTER)).containsExactly(new Replay(LETTER, "zhao", now(), null));
        store.run(tables -> tables.deadLetterReplays().published(id, now()));
        begin(LETTER, "qian");
        assertThat(of(LETTER))
                .containsExactly(new Replay(LETTER, "zhao", now(), now()), new Replay(LETTER, "qian", now(), null));
        assertThat(of(
                        new Letter("b.dead-letter", 0, 7, TIME),
                        new Letter("a.dead-letter", 1, 7, TIME),
                        new Letter("a.dead-letter", 0, 8, TIME),
                        // the topic was made again
                        new Letter("a.dead-letter", 0, 7, TIME.plusMillis(1))))
                .isEmpty();
        assertThat(of()).isEmpty();
    }

    @Test
    void oldOnesGoTheOldestFirst() {
        begin(LETTER, "zhao");
        begin(LETTER, "qian");
        assertThat(purge(now())).isZero();
        assertThat(purge(now().plusSeconds(1))).isEqualTo(1);
        assertThat(of(LETTER)).extracting(Replay::by).containsExactly("qian");
        assertThat(purge(now().plus(Duration.ofDays(1)))).isEqualTo(1);
        assertThat(of(LETTER)).isEmpty();
    }

    private int purge(Instant before) {
        return store.inTransaction(tables -> tables.deadLetterReplays().purge(before, 1));
    }
}
