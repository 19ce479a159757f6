package org.dupcheck.corpussync;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dupcheck.runtime.database.Database;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ReferenceStoreSpeedTest {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceStoreSpeedTest.class);

    @Test
    void printsHowManyDocumentsASecondTheStoreTakes() {
        try (Database database = TestDatabase.fresh()) {
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            ReferenceStore store = new ReferenceStore(database, Clock.systemUTC(), new CorpusMetrics(meters));
            Random random = new Random(7);
            int documents = 5_000;
            List<ReferenceChange> batch = new ArrayList<>();
            List<List<ReferenceChange>> batches = new ArrayList<>();
            for (int i = 0; i < documents; i++) {
                batch.add(Changes.change(Changes.approved("d" + i, 1, text(random, 3_000))));
                if (batch.size() == 500) {
                    batches.add(List.copyOf(batch));
                    batch.clear();
                }
            }
            long started = System.nanoTime();
            batches.forEach(store::apply);
            long nanos = System.nanoTime() - started;
            LOG.info("{} documents/s into the tables, {} in all", Math.round(documents * 1e9 / nanos), documents);
            System.out.println(Math.round(documents * 1e9 / nanos) + " documents/s, mean tx ms "
                    + meters.get("dupcheck.corpus.transactions").timer().mean(TimeUnit.MILLISECONDS));
            assertThat(meters.get("dupcheck.corpus.changes").counter().count()).isEqualTo(documents);
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (0x4E00 + random.nextInt(2_000)));
        }
        return text.toString();
    }
}
