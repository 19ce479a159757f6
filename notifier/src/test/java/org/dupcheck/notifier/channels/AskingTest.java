package org.dupcheck.notifier.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.store.Store;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.workorders.Submitted;
import org.junit.jupiter.api.Test;

/** Several ways of one channel, and what becomes of messages of unknown outcome. */
class AskingTest extends TablesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TwoWays channel = new TwoWays();
    private final Fixture notifier = new Fixture(tables, new RecordingSmsGateway());
    private final ChannelLanes lanes = new ChannelLanes(
            Store.on(tables.database()),
            Channels.of(List.of(channel)),
            Fixture.SOON,
            notifier.clock,
            new Random(1),
            notifier.meters,
            new Drain());

    @Test
    void theNextWayIsTriedAtOnceWhereTheFirstCertainlyDidNotSend() {
        channel.then("send first", Outcome.postponed("busy"));
        told();
        assertThat(channel.calls).containsExactly("send first", "send second");
        assertThat(tables.deliveries(key)).containsExactly("SENT 2");
    }

    @Test
    void afterTheLastWayThereIsAPauseAndThenTheFirstAgain() {
        channel.then("send first", Outcome.postponed("busy"));
        channel.then("send second", Outcome.postponed("busy"));
        told();
        assertThat(tables.deliveries(key)).containsExactly("INTENT 2 busy");
        passes(Duration.ofSeconds(10));
        assertThat(channel.calls).containsExactly("send first", "send second", "send first");
        assertThat(tables.deliveries(key)).containsExactly("SENT 3");
    }

    @Test
    void noOtherWayIsTriedWhereTheFirstMayHaveSentOrRefuses() {
        channel.then("send first", Outcome.refused("no such number"));
        told();
        assertThat(channel.calls).containsExactly("send first");
        assertThat(tables.deliveries(key)).containsExactly("FAILED 1 no such number");
    }

    @Test
    void theWayThatWasTakenIsAskedBeforeAnythingIsSentAgain() {
        channel.then("send first", Outcome.unknown("no answer"));
        channel.then("ask first", Outcome.unknown("not now"));
        channel.then("ask first", Outcome.delivered());
        told();
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 no answer");
        passes(MINUTE.minusSeconds(1));
        assertThat(channel.calls).containsExactly("send first");
        passes(Duration.ofSeconds(1));
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 not now");
        passes(MINUTE.multipliedBy(2));
        assertThat(channel.calls).containsExactly("send first", "ask first", "ask first");
        assertThat(tables.deliveries(key)).containsExactly("DELIVERED 1");
        assertThat(tables.flagged(key)).isFalse();
    }

    @Test
    void whatWasNotSentAfterAllGoesByTheNextWay() {
        channel.then("send first", Outcome.unknown("no answer"));
        channel.then("ask first", Outcome.postponed("unknown id"));
        told();
        passes(MINUTE);
        assertThat(channel.calls).containsExactly("send first", "ask first", "send second");
        assertThat(tables.deliveries(key)).containsExactly("SENT 2");
    }

    @Test
    void whatWasNotSentAndIsNoLongerTrueDoesNotGo() {
        channel.then("send first", Outcome.unknown("no answer"));
        channel.then("ask first", Outcome.postponed("unknown id"));
        told();
        notifier.handle(tables.checks.withdrawn(key, 2));
        passes(MINUTE);
        assertThat(channel.calls).containsExactly("send first", "ask first");
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED UNTRUE");
    }

    /** Found by the random runs: the question of before was void, and the same is asked again. */
    @Test
    void whatWasNotSentAndIsAskedAnewMeanwhileGoes() {
        channel.then("send first", Outcome.unknown("no answer"));
        channel.then("ask first", Outcome.postponed("unknown id"));
        told();
        notifier.handle(tables.checks.withdrawn(key, 1));
        notifier.handle(tables.checks.duplicates(key, 1));
        passes(MINUTE);
        assertThat(channel.calls).containsExactly("send first", "ask first", "send second");
        assertThat(tables.deliveries(key)).containsExactly("SENT 2");
    }

    @Test
    void whereNobodyCanTellAnOperatorIsTold() {
        channel.then("send first", Outcome.unknown("no answer"));
        channel.then("ask first", Outcome.unknown("not now"));
        channel.then("ask first", Outcome.unknown("not now"));
        told();
        passes(MINUTE);
        assertThat(tables.flagged(key)).isFalse();
        passes(MINUTE.multipliedBy(2));
        assertThat(tables.flagged(key)).isTrue();
        assertThat(tables.dueDeliveries(key)).isEmpty();
        assertThat(flags()).isEqualTo(1);
        assertThat(channel.calls).containsExactly("send first", "ask first", "ask first");
    }

    @Test
    void whereNobodyCanBeAskedAnOperatorIsToldAtOnce() {
        channel.askable = false;
        channel.then("send first", Outcome.unknown("no answer"));
        told();
        assertThat(tables.flagged(key)).isTrue();
        assertThat(flags()).isEqualTo(1);
    }

    @Test
    void ofWhatADeadProcessWasSendingTheProviderIsAskedToo() {
        channel.then("send first", null);
        notifier.handle(tables.checks.duplicates(key, 1));
        assertThatThrownBy(lanes::workOff).isInstanceOf(AssertionError.class);
        passes(MINUTE);
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 nobody saw it end; it may have gone out");
        channel.then("ask first", null);
        tables.pass(MINUTE);
        assertThatThrownBy(lanes::workOff).isInstanceOf(AssertionError.class);
        passes(MINUTE);
        assertThat(channel.calls).containsExactly("send first", "ask first", "ask first");
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
    }

    @Test
    void whoIsHeldUpBeforeSendingDoesNotSend() {
        channel.heldUp = Duration.ofMillis(30);
        told();
        assertThat(channel.calls).isEmpty();
        assertThat(tables.deliveries(key)).containsExactly("INTENT 2 this node was held up before it could send");
    }

    /** That it was held up says nothing about what was sent long before. */
    @Test
    void whoIsHeldUpBeforeAskingSendsNothingAgain() {
        channel.then("send first", Outcome.unknown("no answer"));
        channel.then("ask first", Outcome.unknown("not now"));
        told();
        channel.heldUp = Duration.ofMillis(30);
        passes(MINUTE);
        assertThat(channel.calls).containsExactly("send first", "ask first");
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 not now");
    }

    private void told() {
        notifier.handle(tables.checks.duplicates(key, 1));
        passes(Duration.ZERO);
    }

    private void passes(Duration time) {
        tables.pass(time);
        int unused = lanes.workOff();
    }

    private double flags() {
        return notifier.meters
                .get("dupcheck.notifier.deliveries.flagged")
                .tag("channel", "sms")
                .counter()
                .count();
    }

    /** Takes everything, unless it was told what to answer; null: the process dies. */
    private static final class TwoWays implements Channel {
        final List<String> calls = new ArrayList<>();
        private final Deque<String> expected = new ArrayDeque<>();
        private final List<Optional<Outcome>> script = new ArrayList<>();
        boolean askable = true;
        /** How long the process stands still each time it looks at the plan. */
        Duration heldUp = Duration.ZERO;

        void then(String call, Outcome outcome) {
            expected.add(call);
            script.add(Optional.ofNullable(outcome));
        }

        @Override
        public String name() {
            return "SMS";
        }

        @Override
        public ChannelPlan plan() {
            LockSupport.parkNanos(heldUp.toNanos());
            Tries tries = Tries.doubling(3, Duration.ofSeconds(10), Duration.ofSeconds(15));
            Duration sendingTimeout = heldUp.isZero() ? MINUTE : heldUp;
            return new ChannelPlan(false, tries, sendingTimeout, 1, Duration.ofMillis(20));
        }

        @Override
        public List<String> ways() {
            return List.of("first", "second");
        }

        @Override
        public Optional<Tries> asks(String way) {
            return askable ? Optional.of(Tries.doubling(3, MINUTE, Duration.ofHours(1))) : Optional.empty();
        }

        @Override
        public Optional<String> addressOf(Submitted applicant, Contact contact) {
            return Optional.ofNullable(applicant.phone());
        }

        @Override
        public Outcome send(OutgoingMessage message) {
            return answer("send " + message.way());
        }

        @Override
        public Outcome ask(OutgoingMessage message) {
            return answer("ask " + message.way());
        }

        private Outcome answer(String call) {
            calls.add(call);
            if (!call.equals(expected.peek())) {
                return Outcome.taken();
            }
            expected.remove();
            return script.remove(0).orElseThrow(() -> new AssertionError("the process dies"));
        }
    }
}
