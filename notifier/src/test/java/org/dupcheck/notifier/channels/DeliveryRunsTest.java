package org.dupcheck.notifier.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.Tables;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.sms.SmsGateway;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a document, with a gateway that takes, refuses, postpones, does not know, throws and dies. Whatever
 * happens, each content is told at most once, and none that is still asked about is lost. {@code -Ddupcheck.runs=2000} for
 * more of them, {@code -Ddupcheck.seed=} for one again.
 */
class DeliveryRunsTest extends TablesTest {
    private static final int RUNS = Integer.getInteger("dupcheck.runs", 40);
    private static final int STEPS = 25;
    private static final int ROUNDS_TO_SETTLE = 60;

    private int mayHaveGoneOut;
    private int postponed;
    private int lost;

    @Test
    void eachContentIsToldAtMostOnceAndNoneIsLost() {
        long seed = Long.getLong("dupcheck.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            new Run(random).play("run " + run + " of seed " + seed);
        }
        System.out.println(RUNS + " runs of seed " + seed + ": " + mayHaveGoneOut + " messages may have gone out, "
                + postponed + " attempts were postponed, " + lost + " times the process died over one");
        assertThat(mayHaveGoneOut).isPositive();
    }

    /** A gateway's whims, and what it was asked. */
    private final class Whims implements SmsGateway {
        private final Random random;
        private final Map<String, Integer> notPostponed = new HashMap<>();

        Whims(Random random) {
            this.random = random;
        }

        @Override
        public Outcome send(String deliveryId, String phone, String text) {
            int whim = random.nextInt(8);
            if (whim < 3) {
                postponed++;
                return Outcome.postponed("not now");
            }
            notPostponed.merge(deliveryId, 1, Integer::sum);
            mayHaveGoneOut++;
            return switch (whim) {
                case 3 -> Outcome.refused("never");
                case 4 -> Outcome.unknown("no answer");
                case 5 -> throw new IllegalStateException("broken");
                case 6 -> {
                    lost++;
                    throw new AssertionError("the process dies");
                }
                default -> Outcome.taken();
            };
        }
    }

    private final class Run {
        private final Random random;
        private final Whims gateway;
        private final Fixture notifier;
        private final BusinessKey document = Fixture.freshKey();
        private long revision;
        private int content;
        private VerdictEvent last;

        Run(Random random) {
            this.random = random;
            this.gateway = new Whims(random);
            this.notifier = new Fixture(tables, gateway);
        }

        void play(String name) {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            told();
            for (int i = 0;
                    i < ROUNDS_TO_SETTLE && !tables.dueDeliveries(document).isEmpty();
                    i++) {
                tables.pass(Duration.ofMinutes(10));
                send();
            }
            assertThat(tables.dueDeliveries(document)).as(name).isEmpty();
            assertThat(gateway.notPostponed.values()).as(name).allMatch(times -> times == 1);
            List<String> states = tables.deliveriesOf(document, "text " + content);
            if (tables.workOrder(document).get(0).startsWith("AWAITING_CONFIRMATION")) {
                assertThat(states).as(name).singleElement().asString().matches("SENT|FAILED|UNKNOWN");
            }
        }

        private void step() {
            switch (random.nextInt(9)) {
                case 0, 1 -> told();
                case 2 -> tables.running(document, ++revision, Mode.SUBMIT, CheckState.RUNNING);
                case 3 -> notifier.handle(tables.withdrawn(document, ++revision));
                case 4 -> decide();
                case 5, 6 -> send();
                case 7 -> tables.pass(Duration.ofSeconds(random.nextInt(300)));
                default -> again();
            }
        }

        /** One of three texts, as another revision. */
        private void told() {
            content = 1 + random.nextInt(3);
            last = tables.again(document, ++revision, ResultState.DUPLICATES, content);
            notifier.handle(last);
        }

        private void decide() {
            if (last != null) {
                Decision decision = random.nextBoolean() ? Decision.CONFIRM : Decision.WITHDRAW;
                notifier.handle(Tables.decision(document, last.revision(), decision));
            }
        }

        private void again() {
            if (last != null) {
                notifier.handle(last);
            }
        }

        private void send() {
            try {
                notifier.sendSms();
            } catch (AssertionError e) {
                // another process goes on
            }
        }
    }
}
