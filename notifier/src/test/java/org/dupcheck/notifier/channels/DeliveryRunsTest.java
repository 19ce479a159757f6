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
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a document, with a provider that takes, refuses, postpones, sends without saying so, throws and dies, and tells
 * the truth later or never; clocks of nodes jump by a day. Whatever happens, each content is really sent at most once, none that
 * is still asked about is lost, and what stays unknown is flagged. {@code -Ddupcheck.runs=2000} for
 * more of them, {@code -Ddupcheck.seed=} for one again.
 */
class DeliveryRunsTest extends TablesTest {
    private static final int RUNS = Integer.getInteger("dupcheck.runs", 40);
    private static final int STEPS = 25;
    /** Of half an hour: eight tries, each of which may be asked about for 18 hours. */
    private static final int ROUNDS_TO_SETTLE = 320;

    private int sent;
    private int postponed;
    private int lost;
    private int asked;
    private int flagged;

    @Test
    void eachContentIsToldAtMostOnceAndNoneIsLost() {
        long seed = Long.getLong("dupcheck.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            tables.forgetWhatIsDue();
            new Run(random).play("run " + run + " of seed " + seed);
        }
        System.out.println(RUNS + " runs of seed " + seed + ": " + sent + " messages were sent, none twice; "
                + postponed
                + " attempts were postponed, " + lost + " times the process died over one, " + asked
                + " times the provider was asked, " + flagged + " messages of unknown outcome were flagged in the end");
        assertThat(sent).isPositive();
        assertThat(asked).isPositive();
    }

    /** A provider's whims, what it was asked, and what it has really sent. */
    private final class Whims implements SmsGateway {
        private final Random random;
        private final Map<String, Integer> reallySent = new HashMap<>();

        Whims(Random random) {
            this.random = random;
        }

        @Override
        public Outcome send(String deliveryId, String phone, String text) {
            int whim = random.nextInt(10);
            if (whim < 3) {
                postponed++;
                return Outcome.postponed("429");
            }
            if (whim == 3) {
                return Outcome.refused("never");
            }
            boolean sends = whim > 6 || random.nextBoolean();
            if (sends) {
                reallySent.merge(deliveryId, 1, Integer::sum);
                sent++;
            }
            return switch (whim) {
                case 4 -> Outcome.unknown("500, or 200 and then the line is cut");
                case 5 -> throw new IllegalStateException("broken");
                case 6 -> {
                    lost++;
                    throw new AssertionError("the process dies");
                }
                default -> Outcome.taken();
            };
        }

        @Override
        public boolean canBeAsked() {
            return true;
        }

        /** It tells the truth, late, never, or while the process dies. */
        @Override
        public Outcome ask(String deliveryId, String phone) {
            asked++;
            return switch (random.nextInt(6)) {
                case 0, 1 -> Outcome.unknown("not now");
                case 2 -> throw new AssertionError("the process dies");
                default ->
                    !reallySent.containsKey(deliveryId)
                            ? Outcome.postponed("not sent")
                            : random.nextBoolean() ? Outcome.taken() : Outcome.delivered();
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
                tables.pass(Duration.ofMinutes(30));
                send();
            }
            assertThat(tables.dueDeliveries(document)).as(name).isEmpty();
            assertThat(gateway.reallySent.values()).as(name).allMatch(times -> times == 1);
            assertThat(tables.unknownAndNotFlagged(document)).as(name).isZero();
            flagged += tables.flagged(document) ? 1 : 0;
            List<String> states = tables.deliveriesOf(document, "text " + content);
            if (tables.workOrder(document).get(0).startsWith("AWAITING_CONFIRMATION")) {
                assertThat(states).as(name).singleElement().asString().matches("SENT|DELIVERED|FAILED|UNKNOWN");
            }
        }

        private void step() {
            switch (random.nextInt(10)) {
                case 0, 1 -> told();
                case 2 -> tables.checks.running(document, ++revision, Mode.SUBMIT, CheckState.RUNNING);
                case 3 -> notifier.handle(tables.checks.withdrawn(document, ++revision));
                case 4 -> decide();
                case 5, 6 -> send();
                case 7 -> tables.pass(Duration.ofSeconds(random.nextInt(300)));
                case 8 -> notifier.clock.advance(Duration.ofDays(random.nextBoolean() ? 1 : -1));
                default -> again();
            }
        }

        /** One of three texts, as another revision. */
        private void told() {
            content = 1 + random.nextInt(3);
            last = tables.checks.again(document, ++revision, ResultState.DUPLICATES, content);
            notifier.handle(last);
        }

        private void decide() {
            if (last != null) {
                Decision decision = random.nextBoolean() ? Decision.CONFIRM : Decision.WITHDRAW;
                notifier.handle(StoredRows.decision(document, last.revision(), decision));
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
