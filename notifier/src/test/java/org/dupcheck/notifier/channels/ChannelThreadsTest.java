package org.dupcheck.notifier.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.due.DueSettings;
import org.dupcheck.notifier.sms.SmsSettings;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.notifier.webhooks.WebhookSettings;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.Own;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The threads that send SMS: when they look for one, what they survive, and how they end. Each test has a database of its
 * own: a thread that does not end must not send another test's messages.
 */
@ExtendWith(DupcheckServices.class)
class ChannelThreadsTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SENDING_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    /** Of every message that was handed over, the id of the delivery. */
    private final List<String> handed = new CopyOnWriteArrayList<>();

    /** Other tests' threads, which may still be on their way out. */
    private final Set<Thread> others = Thread.getAllStackTraces().keySet();

    private volatile Runnable meanwhile = () -> {};
    private volatile Outcome outcome = Outcome.taken();

    private final BusinessKey key = Fixture.freshKey();
    private StoredRows tables;

    @BeforeEach
    void open(PostgresService postgres) {
        tables = new StoredRows(postgres);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void aSignalIsEnoughToSend() {
        Fixture notifier = notifier(tables, NEVER);
        try (ChannelLanes sms = notifier.channels()) {
            sms.start();
            awaitThatItWaits();
            notifier.handle(tables.checks.duplicates(key, 1));
            awaitDeliveries(tables, key, "SENT 1");
        }
    }

    @Test
    void withoutASignalItIsSentAtTheNextLook() {
        Fixture notifier = notifier(tables, SOON);
        outcome = Outcome.postponed("busy");
        try (ChannelLanes sms = notifier.channels()) {
            sms.start();
            notifier.handle(tables.checks.duplicates(key, 1));
            awaitDeliveries(tables, key, "INTENT 1 busy");
            outcome = Outcome.taken();
            tables.pass(FIRST_PAUSE);
            awaitDeliveries(tables, key, "SENT 2");
        }
    }

    @Test
    void oneSignalSendsEverythingThatIsDue() {
        Fixture notifier = notifier(tables, NEVER);
        BusinessKey other = Fixture.freshKey();
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.duplicates(other, 1));
        try (ChannelLanes sms = notifier.channels()) {
            sms.start();
            awaitDeliveries(tables, key, "SENT 1");
            awaitDeliveries(tables, other, "SENT 1");
        }
    }

    @Test
    void whatADeadProcessWasSendingIsGivenUp() {
        Fixture notifier = notifier(tables, NEVER);
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.sending(key);
        try (ChannelLanes sms = notifier.channels()) {
            sms.start();
            awaitDeliveries(tables, key, "UNKNOWN 1 nobody saw it end; it may have gone out");
        }
        assertThat(handed).isEmpty();
    }

    @Test
    void anOutcomeThatCannotBeStoredKeepsNoOtherMessageFromBeingSent() {
        Fixture notifier = notifier(tables, SOON);
        alter("add constraint no_sent check (state <> 'SENT') not valid");
        try (ChannelLanes sms = notifier.channels()) {
            sms.start();
            notifier.handle(tables.checks.duplicates(key, 1));
            await().until(() -> !handed.isEmpty());
            awaitThatItWaits();
            alter("drop constraint no_sent");
            BusinessKey other = Fixture.freshKey();
            notifier.handle(tables.checks.duplicates(other, 1));
            awaitDeliveries(tables, other, "SENT 1");
        }
        assertThat(tables.deliveries(key)).as("nobody knows").containsExactly("SENDING 1");
    }

    @Test
    void anOutcomeWaitsWhileTheDatabaseIsAwayAndIsStoredAfterwards(@Own PostgresService postgres) {
        try (StoredRows own = new StoredRows(MigratedDatabase.openAsNode(postgres))) {
            Fixture notifier = notifier(own, SOON);
            CountDownLatch gone = new CountDownLatch(1);
            meanwhile = () -> {
                postgres.kill();
                gone.countDown();
            };
            try (ChannelLanes sms = notifier.channels()) {
                sms.start();
                notifier.handle(own.checks.duplicates(key, 1));
                await().until(() -> gone.await(1, TimeUnit.MILLISECONDS));
                postgres.start(); // it was away when the message had gone out, so the outcome had to wait for it
                awaitDeliveries(own, key, "SENT 1");
            }
            assertThat(handed).hasSize(1);
        }
    }

    @Test
    void anErrorThatEndsTheSendingIsTold() {
        Fixture notifier = notifier(tables, SOON);
        meanwhile = () -> {
            throw new NoClassDefFoundError("no such class");
        };
        notifier.handle(tables.checks.duplicates(key, 1));
        assertThat(notifier.channels().health().up()).isTrue();
        try (ChannelLanes sms = notifier.channels()) {
            sms.start();
            await().until(() -> notifier.role.health().broken());
            assertThat(notifier.role.health().detail()).contains("working off sms", "no such class");
        }
    }

    @Test
    void closingLetsWhatIsBeingSentComeToItsEndAndSendsNothingMore() {
        Fixture notifier = notifier(tables, NEVER);
        BusinessKey other = Fixture.freshKey();
        CountDownLatch mayGo = new CountDownLatch(1);
        meanwhile = () -> await().until(() -> mayGo.await(1, TimeUnit.MILLISECONDS));
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.pass(Duration.ofSeconds(1));
        notifier.handle(tables.checks.duplicates(other, 1));
        ChannelLanes sms = notifier.channels();
        sms.start();
        await().until(() -> !handed.isEmpty());
        Thread closing = new Thread(sms::close);
        closing.start();
        await().until(() -> waits(closing, "join"));
        mayGo.countDown();
        await().until(() -> !closing.isAlive());

        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
        assertThat(tables.deliveries(other)).containsExactly("INTENT 0");
        assertThat(sender()).as("the thread has ended").isEmpty();
    }

    @Test
    void closingDoesNotWaitForTheNextLook() {
        Fixture notifier = notifier(tables, NEVER);
        ChannelLanes sms = notifier.channels();
        sms.start();
        awaitThatItWaits();
        sms.close();
        assertThat(sender()).isEmpty();
    }

    private Fixture notifier(StoredRows of, Duration pollInterval) {
        SmsGateway gateway = (deliveryId, phone, text) -> {
            handed.add(deliveryId);
            meanwhile.run();
            return outcome;
        };
        return new Fixture(
                of,
                gateway,
                new NotifierSettings(
                        NotifierSettings.DEFAULT_GROUP_ID,
                        NotifierSettings.defaults().consume(),
                        DueSettings.defaults(),
                        Fixture.SOON,
                        new SmsSettings(
                                1,
                                pollInterval,
                                Tries.doubling(3, FIRST_PAUSE, Duration.ofSeconds(15)),
                                SENDING_TIMEOUT),
                        WebhookSettings.defaults(),
                        NotifierSettings.Kept.defaults()));
    }

    private static void awaitDeliveries(StoredRows of, BusinessKey document, String... deliveries) {
        await().untilAsserted(() -> assertThat(of.deliveries(document)).containsExactly(deliveries));
    }

    /** Until the sending thread has looked and waits for a signal or for its next look. */
    private void awaitThatItWaits() {
        await().until(() -> sender().anyMatch(thread -> waits(thread, "awaitSignal")));
    }

    private static boolean waits(Thread thread, String method) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    private Stream<Thread> sender() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("dupcheck-notifier-sms-1"))
                .filter(thread -> !others.contains(thread));
    }

    private void alter(String what) {
        tables.database().inTransaction(session -> session.update("alter table delivery " + what));
    }
}
