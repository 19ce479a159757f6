package org.dupcheck.notifier.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.runs.Faults.Death;
import org.dupcheck.notifier.runs.Faults.Point;
import org.dupcheck.store.Store;
import org.dupcheck.store.audit.AuditChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a document's work order: whatever dies, repeats, comes late or races, a work order is submitted exactly
 * when it may be. {@code -Ddupcheck.runs=2000} for more of them, {@code -Ddupcheck.seed=} for one again; where threads race,
 * a seed leads to the same events and not always to the same order.
 */
class OrderRunsTest extends TablesTest {
    private static final int RUNS = Integer.getInteger("dupcheck.runs", 30);
    private static final int STEPS = 40;
    private static final int MANY = 200;

    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final Map<Point, Integer> deaths = new EnumMap<>(Point.class);
    private int commands;
    private int twins;
    private int races;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whateverDiesAWorkOrderIsSubmittedExactlyWhenItMayBe() throws Exception {
        play(false);
        assertThat(deaths.keySet()).contains(Point.BEFORE_TRANSACTION, Point.BEFORE_COMMIT, Point.AFTER_COMMIT);
        if (RUNS >= MANY) { // there are few commands
            assertThat(deaths.keySet()).containsExactlyInAnyOrder(Point.values());
        }
    }

    @Test
    void ofTwoThatDecideAtOnceOneWinsAndTheOtherHasAnOutcomeToo() throws Exception {
        play(true);
        assertThat(races).isPositive();
    }

    private void play(boolean races) throws Exception {
        long seed = Long.getLong("dupcheck.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            tables.forgetWhatIsDue();
            new Run(random).play("run " + run + " of seed " + seed, races);
        }
        System.out.println(RUNS + " runs of seed " + seed + ": " + commands + " commands, " + twins
                + " of them published again, " + this.races + " races, deaths " + deaths);
        assertThat(commands).isPositive();
        assertThat(Store.on(tables.database())
                        .inTransaction(within -> within.auditLog().verify(new AuditChain(null)))
                        .fault())
                .isNull();
    }

    private final class Run {
        private final Random random;
        private final Document document;
        private final Faults faults;
        private final MortalTopic topic;
        private final Nodes nodes;
        private final Map<Long, Long> told = new TreeMap<>();

        Run(Random random) {
            this.random = random;
            this.document = new Document(tables, random);
            this.faults = new Faults(new Random(random.nextLong()));
            this.topic = new MortalTopic(faults);
            this.nodes = new Nodes(tables, faults, topic, random);
        }

        void play(String name, boolean racing) throws Exception {
            for (int i = 0; i < STEPS; i++) {
                step(racing);
                tables.revisionsOfMessages(document.key()).forEach(told::putIfAbsent);
            }
            faults.off();
            // a reviewed or a reminded order may lead to more, and what the dead had claimed is due again after a while
            for (int i = 0; i < 4; i++) {
                tables.pass(Duration.ofMinutes(5));
                nodes.settle(document);
                tables.revisionsOfMessages(document.key()).forEach(told::putIfAbsent);
            }
            List<WorkOrderCommand> records = topic.commands(document.key());
            OrderInvariants invariants =
                    new OrderInvariants(tables, document, records, nodes.rejected(), told.values());
            assertThat(invariants.breaches())
                    .as("%s, %s\n%s", name, document, tables.workOrder(document.key()))
                    .isEmpty();
            assertThat(invariants.twins())
                    .as("%s: commands published twice though no process died in between", name)
                    .isLessThanOrEqualTo(faults.total());
            commands += records.size() - invariants.twins();
            twins += invariants.twins();
            faults.deaths().forEach((point, count) -> deaths.merge(point, count, Integer::sum));
            tables.forgetDue(document.key());
        }

        private void step(boolean racing) throws Exception {
            int what = random.nextInt(20);
            if (what < 4) {
                document.step();
            } else if (what == 4) {
                nodes.jump();
            } else if (what == 5) {
                tables.pass(random.nextInt(4) == 0 ? Duration.ofDays(1) : Duration.ofSeconds(random.nextInt(120)));
            } else if (racing) {
                race();
            } else {
                survive(nodes.work(document));
                survive(nodes.work(document));
            }
        }

        /** Two nodes and the world outside at once. */
        private void race() throws Exception {
            List<Runnable> all = List.of(nodes.work(document), nodes.work(document), document::step);
            CyclicBarrier start = new CyclicBarrier(all.size());
            List<Future<?>> running = all.stream()
                    .<Future<?>>map(work -> threads.submit(() -> {
                        start.await();
                        survive(work);
                        return null;
                    }))
                    .toList();
            for (Future<?> one : running) {
                one.get(1, TimeUnit.MINUTES);
            }
            races++;
        }

        private void survive(Runnable work) {
            try {
                work.run();
            } catch (Death e) {
                // another process goes on
            }
        }
    }
}
