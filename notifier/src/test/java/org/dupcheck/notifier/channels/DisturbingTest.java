package org.dupcheck.notifier.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.store.Store;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.workorders.Submitted;
import org.junit.jupiter.api.Test;

/** Quiet hours and limits, on a real database. */
class DisturbingTest extends TablesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final RecordingSmsGateway gateway = new RecordingSmsGateway();

    @Test
    void whatDisturbsWaitsForTheMorningAndIsJudgedAgainThen() {
        Fixture notifier = notifier(quietNow(), SendLimits.NONE);
        BusinessKey other = Fixture.freshKey();
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.duplicates(other, 1));
        notifier.sendSms();
        assertThat(gateway.sent()).isEmpty();
        assertThat(tables.deliveries(key)).as("nothing was tried").containsExactly("INTENT 0");
        notifier.handle(tables.checks.withdrawn(other, 2));

        Fixture morning = notifier(QuietHours.none(ZoneOffset.UTC), SendLimits.NONE);
        tables.pass(Duration.ofMinutes(30));
        morning.sendSms();
        assertThat(gateway.sent()).as("not yet").isEmpty();
        tables.pass(HOUR);
        morning.sendSms();
        assertThat(gateway.sent()).hasSize(1);
        assertThat(tables.told(key)).containsExactly("DUPLICATES SENT");
        assertThat(tables.told(other)).containsExactly("DUPLICATES VOIDED RECALLED");
    }

    @Test
    void whoIsElsewhereIsAsleepAtOtherTimes() {
        String elsewhere = "Etc/GMT+8";
        Store.on(tables.database())
                .run(in -> in.preferences().putContact("user-1", new Contact(null, elsewhere, null), StoredRows.TIME));
        Fixture notifier = notifier(quietNow(), SendLimits.NONE);
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(1);
    }

    @Test
    void oneTelephoneRingsSoOftenWithinAnHourAndTheRestWaits() {
        Fixture notifier = notifier(QuietHours.none(ZoneOffset.UTC), new SendLimits(2, 3, 0, 0));
        for (int i = 0; i < 4; i++) {
            notifier.handle(tables.checks.duplicates(Fixture.freshKey(), 1));
        }
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(2);
        tables.pass(HOUR.minusMinutes(1));
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(2);
        tables.pass(Duration.ofMinutes(1));
        notifier.sendSms();
        assertThat(gateway.sent()).as("three a day").hasSize(3);
        tables.pass(HOUR.multipliedBy(22));
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(3);
        tables.pass(HOUR);
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(4);
    }

    @Test
    void oneBusinessTypeSendsSoManyWithinAnHour() {
        Fixture notifier = notifier(QuietHours.none(ZoneOffset.UTC), new SendLimits(0, 0, 1, 0));
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.duplicates(Fixture.freshKey(), 1));
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(1);
        tables.pass(HOUR);
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(2);
    }

    @Test
    void whatCertainlyDidNotGoDoesNotCount() {
        Outcome[] next = {Outcome.refused("no such number")};
        Fixture notifier = new Fixture(
                tables,
                (id, phone, text) -> {
                    Outcome outcome = next[0];
                    next[0] = Outcome.taken();
                    return outcome;
                },
                Fixture.settings(Fixture.delivery(
                        Duration.ZERO, Duration.ZERO, QuietHours.none(ZoneOffset.UTC), new SendLimits(1, 0, 0, 0))));
        BusinessKey other = Fixture.freshKey();
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        notifier.handle(tables.checks.duplicates(other, 1));
        notifier.sendSms();
        assertThat(tables.told(key)).containsExactly("DUPLICATES FAILED");
        assertThat(tables.told(other)).containsExactly("DUPLICATES SENT");
    }

    /** Limits count what does not ring too. */
    @Test
    void norDoesItByAChannelThatDoesNotDisturb() {
        Quiet channel = new Quiet();
        Fixture notifier = new Fixture(tables, gateway);
        ChannelLanes lanes = new ChannelLanes(
                Store.on(tables.database()),
                Channels.of(List.of(channel)),
                Fixture.delivery(
                        Duration.ZERO, Duration.ZERO, QuietHours.none(ZoneOffset.UTC), new SendLimits(1, 0, 0, 0)),
                notifier.clock,
                new Random(1),
                notifier.meters,
                new Drain());
        BusinessKey other = Fixture.freshKey();
        BusinessKey third = Fixture.freshKey();
        channel.next = Outcome.refused("no such mailbox");
        notifier.handle(tables.checks.duplicates(key, 1));
        int refused = lanes.workOff();
        channel.next = Outcome.taken();
        notifier.handle(tables.checks.duplicates(other, 1));
        notifier.handle(tables.checks.duplicates(third, 1));
        int taken = lanes.workOff();
        assertThat(refused + taken).isPositive();
        assertThat(tables.told(key)).containsExactly("DUPLICATES FAILED");
        assertThat(List.of(tables.told(other), tables.told(third)))
                .as("one an hour")
                .containsExactlyInAnyOrder(List.of("DUPLICATES SENT"), List.of("DUPLICATES INTENT"));
    }

    @Test
    void numbersAreForgottenAfterADay() {
        Fixture notifier = notifier(QuietHours.none(ZoneOffset.UTC), new SendLimits(5, 0, 0, 0));
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        assertThat(tables.usesOfAddresses()).isEqualTo(1);
        notifier.retention().runAll();
        assertThat(tables.usesOfAddresses()).isEqualTo(1);
        tables.pass(Duration.ofDays(1).plusSeconds(1));
        notifier.retention().runAll();
        assertThat(tables.usesOfAddresses()).isZero();
    }

    private Fixture notifier(QuietHours quiet, SendLimits limits) {
        return new Fixture(
                tables, gateway, Fixture.settings(Fixture.delivery(Duration.ZERO, Duration.ZERO, quiet, limits)));
    }

    /** A channel that does not ring, by the name that the fixture plans messages for. */
    private static final class Quiet implements Channel {
        private Outcome next = Outcome.taken();

        @Override
        public String name() {
            return "SMS";
        }

        @Override
        public ChannelPlan plan() {
            Tries tries = Tries.doubling(1, Duration.ofSeconds(10), Duration.ofSeconds(10));
            return new ChannelPlan(false, tries, Duration.ofMinutes(1), 1, Duration.ofMillis(20));
        }

        @Override
        public Optional<String> addressOf(Submitted applicant, Contact contact) {
            return Optional.ofNullable(applicant.phone());
        }

        @Override
        public Outcome send(OutgoingMessage message) {
            return next;
        }
    }

    /** From half an hour ago for an hour and a half: by the clock of the database, which is the machine's. */
    private static QuietHours quietNow() {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        LocalTime now = LocalTime.now(Clock.system(zone));
        return new QuietHours(now.minusMinutes(30), now.plusMinutes(60), zone);
    }
}
