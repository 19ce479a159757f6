package org.dupcheck.notifier.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.SchemaState;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.workorders.Submitted;
import org.junit.jupiter.api.Test;

/** The database does not answer when an attempt is about to begin: nothing was sent, and the message is not lost. */
class LostCommitTest extends TablesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RecordingSmsGateway gateway = new RecordingSmsGateway();
    private final Fixture notifier = new Fixture(tables, gateway);
    private final Store store = Store.on(tables.database());
    private final Flaky database = new Flaky(tables.database());
    private final DeliverySender sender = new DeliverySender(
            Store.on(database),
            Channels.of(List.of(new Texts(gateway))),
            notifier.clock,
            new Random(1),
            new DeliveryMeters(notifier.meters, List.of()),
            new DeliveryGate(Fixture.SOON));

    @Test
    void whatWasBegunWithoutAnAnswerGoesLater() {
        notifier.handle(tables.checks.duplicates(key, 1));
        Due due = claim();
        database.losesTheAnswer();
        assertThatThrownBy(() -> sender.handle(due)).isInstanceOf(RetryLaterException.class);
        assertThat(gateway.sent()).isEmpty();
        assertThat(tables.usesOfAddresses()).isZero();
        assertThat(tables.deliveries(key)).containsExactly("INTENT 1 the database did not answer before it was sent");
        tables.pass(MINUTE);
        sender.handle(claim());
        assertThat(gateway.sent()).hasSize(1);
        assertThat(tables.deliveries(key)).containsExactly("SENT 2");
    }

    /** The database is away for so long that another node takes the message for lost. */
    @Test
    void soDoesWhatAnotherNodeHasGivenUpMeanwhile() {
        notifier.handle(tables.checks.duplicates(key, 1));
        Due due = claim();
        database.losesTheAnswer();
        database.isAwayWhile(() -> {
            tables.pass(Duration.ofHours(1));
            notifier.sendSms();
            assertThat(tables.deliveries(key)).singleElement().asString().startsWith("UNKNOWN 1");
        });
        assertThatThrownBy(() -> sender.handle(due)).isInstanceOf(RetryLaterException.class);
        assertThat(tables.flagged(key)).isFalse();
        tables.pass(MINUTE);
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(1);
        assertThat(tables.deliveries(key)).containsExactly("SENT 2");
    }

    /** It was rolled back, and another node makes the attempt of that number: that one is not disturbed. */
    @Test
    void whatAnotherNodeHasBegunIsNotTakenBack() {
        notifier.handle(tables.checks.duplicates(key, 1));
        Due due = claim();
        database.rollsBack();
        database.isAwayWhile(() -> {
            tables.pass(MINUTE);
            Due others = claim();
            store.run(in -> assertThat(in.attempts().begin(others, "default", MINUTE, notifier.clock.instant()))
                    .isTrue());
        });
        assertThatThrownBy(() -> sender.handle(due)).isInstanceOf(RetryLaterException.class);
        assertThat(tables.deliveries(key)).containsExactly("SENDING 1");
        assertThat(gateway.sent()).isEmpty();
    }

    private Due claim() {
        return store.inTransaction(in -> in.due().claim(DueKind.DELIVERY_SMS, MINUTE, 1))
                .get(0);
    }

    /** As the channel of SMS, without its settings. */
    private record Texts(RecordingSmsGateway gateway) implements Channel {
        @Override
        public String name() {
            return "SMS";
        }

        @Override
        public ChannelPlan plan() {
            return new ChannelPlan(false, Tries.doubling(3, MINUTE, MINUTE), MINUTE, 1, Duration.ofMillis(20));
        }

        @Override
        public Optional<String> addressOf(Submitted applicant, Contact contact) {
            return Optional.ofNullable(applicant.phone());
        }

        @Override
        public Outcome send(OutgoingMessage message) {
            return gateway.send(message.deliveryId(), message.recipient(), message.body());
        }
    }

    /** A real database, whose next transaction ends without an answer, and which is away for some more. */
    private static final class Flaky implements Database {
        private final Database database;
        private final List<Runnable> failures = new ArrayList<>();
        private boolean losesTheAnswer;
        private boolean rollsBack;

        Flaky(Database database) {
            this.database = database;
        }

        void losesTheAnswer() {
            losesTheAnswer = true;
        }

        void rollsBack() {
            rollsBack = true;
        }

        void isAwayWhile(Runnable meanwhile) {
            failures.add(meanwhile);
        }

        @Override
        public <T> T inTransaction(Work<T> work) {
            if (losesTheAnswer || rollsBack) {
                boolean commits = losesTheAnswer;
                losesTheAnswer = false;
                rollsBack = false;
                database.inTransaction(session -> {
                    T unused = work.run(session);
                    if (!commits) {
                        throw new RetryLaterException("the line is cut", null);
                    }
                    return true;
                });
                throw new RetryLaterException("the line is cut", null);
            }
            if (!failures.isEmpty()) {
                failures.remove(0).run();
                throw new RetryLaterException("away", null);
            }
            return database.inTransaction(work);
        }

        @Override
        public <T> T read(Work<T> work) {
            return database.read(work);
        }

        @Override
        public void migrate(String schema, String location) {
            database.migrate(schema, location);
        }

        @Override
        public SchemaState schemaState(String schema, String location) {
            return database.schemaState(schema, location);
        }

        @Override
        public void start() {
            database.start();
        }

        @Override
        public Health health() {
            return database.health();
        }

        @Override
        public void close() {
            // the test's
        }
    }
}
