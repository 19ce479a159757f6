package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.dupcheck.app.command.CorpusTable.Mark;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.Test;

class CorpusTableTest {
    private static String hash(long of) {
        return ContentHash.of(new Section("k", Long.toString(of)));
    }

    @Test
    void holdsWhatAMapHolds() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        CorpusTable table = new CorpusTable();
        Map<DocumentKey, Long> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            DocumentKey key = new DocumentKey("t" + random.nextInt(3), "文档" + random.nextInt(5_000));
            assertThat(table.find(key) >= 0).as("seed %d", seed).isEqualTo(expected.containsKey(key));
            long value = random.nextLong();
            int number = table.add(key);
            table.hold(number, hash(value), value, value + 1);
            if ((value & 1) == 0) {
                table.mark(number, Mark.SENT);
            }
            expected.put(key, value);
        }
        expected.forEach((key, value) -> {
            int number = table.find(key);
            assertThat(table.hasContent(number, hash(value)))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(table.hasContent(number, hash(value + 1))).isFalse();
            assertThat(table.revision(number)).isEqualTo(value);
            assertThat(table.newestRevision(number)).isEqualTo(value + 1);
            assertThat(table.has(number, Mark.IN_FORCE)).isFalse();
        });
        assertThat(table.find(new DocumentKey("t0", "never"))).isNegative();
    }

    @Test
    void aMarkIsOfItsDocumentAlone() {
        CorpusTable table = new CorpusTable();
        int a = table.add(new DocumentKey("t", "a"));
        int b = table.add(new DocumentKey("t", "b"));
        for (Mark mark : Mark.values()) {
            assertThat(table.has(a, mark)).isFalse();
            table.mark(a, mark);
            assertThat(table.has(a, mark)).isTrue();
            assertThat(table.has(b, mark)).isFalse();
        }
        assertThat(table.add(new DocumentKey("t", "a"))).isEqualTo(a);
    }
}
