package org.dupcheck.notifier.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Decision;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.notifier.Tables;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.due.DueSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.database.DatabaseException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.deliveries.ClaimedDelivery;
import org.dupcheck.store.workorders.Submitted;
import org.junit.jupiter.api.Test;

class SmsDeliveryTest extends TablesTest {
    private static final RetryPolicy RETRY = new RetryPolicy(3, Duration.ofSeconds(10), Duration.ofSeconds(15));
    private static final NotifierSettings SETTINGS = new NotifierSettings(
            NotifierSettings.DEFAULT_GROUP_ID,
            NotifierSettings.defaults().consume(),
            DueSettings.defaults(),
            new SmsSettings(1, Duration.ofMillis(20), RETRY, Duration.ofMinutes(1)),
            NotifierSettings.Kept.defaults());

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final Fixture notifier = new Fixture(tables, gateway, SETTINGS);

    @Test
    void messageThatTheGatewayTakesIsSent() {
        notifier.handle(tables.duplicates(key, 1));
        assertThat(tables.deliveries(key)).containsExactly("PENDING 0");
        assertThat(tables.recipients(key)).doesNotContain("forgotten");
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
        assertThat(tables.recipients(key)).containsExactly("forgotten");
        assertThat(sent("SENT")).isEqualTo(1);
    }

    @Test
    void outcomeThatCannotBeStoredIsNoneAndIsCountedOnceWhenItIsGivenUp() {
        notifier.handle(tables.duplicates(key, 1));
        alter("add constraint no_sent check (state <> 'SENT') not valid");
        try {
            assertThatThrownBy(notifier::sendSms).isInstanceOf(DatabaseException.class);
        } finally {
            alter("drop constraint no_sent");
        }
        assertThat(gateway.ids).hasSize(1);
        assertThat(tables.deliveries(key)).containsExactly("SENDING 1");
        assertThat(sent("SENT") + sent("UNKNOWN")).isZero();

        notifier.clock.advance(Duration.ofMinutes(1));
        notifier.smsDelivery().giveUpLost();
        notifier.sendSms();

        assertThat(gateway.ids).as("it may have gone out: it is not sent again").hasSize(1);
        assertThat(tables.deliveries(key)).singleElement().asString().startsWith("UNKNOWN 1");
        assertThat(sent("UNKNOWN")).isEqualTo(1);
    }

    @Test
    void whateverIsDueIsSentOneAfterTheOther() {
        BusinessKey other = new BusinessKey(key.businessType(), key.businessId() + "-2");
        notifier.handle(tables.duplicates(key, 1));
        notifier.handle(tables.duplicates(other, 1));
        notifier.sendSms();
        assertThat(gateway.ids).hasSize(2);
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
        assertThat(tables.deliveries(other)).containsExactly("SENT 1");
    }

    /** It went out: while the database is away the outcome waits, and is not asked of the gateway once more. */
    @Test
    void outcomeWaitsAsLongAsSomebodyHasPatience() {
        notifier.handle(tables.duplicates(key, 1));
        outage();
        try {
            assertThatThrownBy(() -> notifier.smsDelivery().sendOne(() -> false))
                    .isInstanceOf(RetryLaterException.class);
        } finally {
            mend();
        }
        assertThat(tables.deliveries(key)).containsExactly("SENDING 1");

        BusinessKey other = new BusinessKey(key.businessType(), key.businessId() + "-2");
        notifier.handle(tables.duplicates(other, 1));
        outage();
        try {
            assertThat(notifier.smsDelivery().sendOne(() -> {
                        mend();
                        return true;
                    }))
                    .isTrue();
        } finally {
            mend();
        }
        assertThat(tables.deliveries(other)).containsExactly("SENT 1");
        assertThat(gateway.ids).hasSize(2).doesNotHaveDuplicates();
    }

    /** As a server ends a transaction that is to be tried again. */
    private static void outage() {
        tables.database().inTransaction(session -> {
            session.update("create or replace function no_outcome() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'away' using errcode = '40001'; end $$");
            return session.update("create trigger no_outcome before update on delivery for each row"
                    + " when (new.state = 'SENT') execute function no_outcome()");
        });
    }

    private static void mend() {
        tables.database().inTransaction(session -> session.update("drop trigger if exists no_outcome on delivery"));
    }

    @Test
    void messageThatTheGatewayRefusesForGoodIsGivenUp() {
        gateway.then(new SmsRefusedException("no such number"));
        notifier.handle(tables.duplicates(key, 1));
        notifier.sendSms();
        notifier.clock.advance(Duration.ofHours(1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("FAILED 1 no such number");
        assertThat(gateway.ids).hasSize(1);
    }

    @Test
    void messageThatTheGatewayPostponesIsOfferedAgainAfterAGrowingPauseUnderTheSameId() {
        gateway.then(new SmsPostponedException("busy"));
        gateway.then(new SmsPostponedException("busy", new IllegalStateException()));
        notifier.handle(tables.duplicates(key, 1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("PENDING 1 busy");
        notifier.clock.advance(Duration.ofSeconds(9));
        notifier.sendSms();
        assertThat(gateway.ids).hasSize(1);
        notifier.clock.advance(Duration.ofSeconds(1));
        notifier.sendSms();
        notifier.clock.advance(Duration.ofSeconds(14));
        notifier.sendSms();
        assertThat(gateway.ids).as("the second pause is longer").hasSize(2);
        notifier.clock.advance(Duration.ofSeconds(1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("SENT 3");
        assertThat(gateway.ids).hasSize(3).containsOnly(gateway.ids.get(0));
    }

    @Test
    void messageThatTheGatewayKeepsPostponingIsGivenUp() {
        for (int i = 0; i < 5; i++) {
            gateway.then(new SmsPostponedException("busy"));
        }
        notifier.handle(tables.duplicates(key, 1));
        for (int i = 0; i < 5; i++) {
            notifier.sendSms();
            notifier.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(tables.deliveries(key)).containsExactly("FAILED 3 busy");
        assertThat(gateway.ids).hasSize(3);
    }

    @Test
    void messageOfUnknownOutcomeIsNeverSentAgain() {
        gateway.then(new SmsOutcomeUnknownException("no answer", new java.net.SocketTimeoutException()));
        notifier.handle(tables.duplicates(key, 1));
        notifier.sendSms();
        notifier.clock.advance(Duration.ofHours(1));
        notifier.handle(tables.duplicates(key, 1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 no answer");
        assertThat(gateway.ids).hasSize(1);
    }

    @Test
    void whateverElseTheGatewayThrowsLeavesTheOutcomeUnknownAndItsMessageIsNotKept() {
        gateway.then(new IllegalArgumentException("13812345678"));
        gateway.then(new SmsRefusedException("x", new IllegalStateException()));
        notifier.handle(tables.duplicates(key, 1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 java.lang.IllegalArgumentException");
    }

    @Test
    void messageThatWasBeingSentWhenTheProcessDiedIsOfUnknownOutcome() {
        notifier.handle(tables.duplicates(key, 1));
        tables.sendingSince(key, notifier.clock.instant());
        notifier.smsDelivery().giveUpLost();
        assertThat(tables.deliveries(key)).containsExactly("SENDING 1");
        notifier.clock.advance(Duration.ofMinutes(1));
        notifier.smsDelivery().giveUpLost();
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 nobody saw it end; it may have gone out");
        assertThat(gateway.ids).isEmpty();
    }

    @Test
    void outcomeThatComesAfterTheTimeoutStillCounts() {
        gateway.meanwhile = () -> {
            notifier.clock.advance(Duration.ofMinutes(2));
            notifier.smsDelivery().giveUpLost();
            assertThat(tables.deliveries(key).get(0)).startsWith("UNKNOWN");
        };
        notifier.handle(tables.duplicates(key, 1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
    }

    @Test
    void postponedMessageIsVoidedOnceTheApplicantHasDecided() {
        gateway.then(new SmsPostponedException("busy"));
        notifier.handle(tables.duplicates(key, 1));
        notifier.sendSms();
        notifier.handle(Tables.decision(key, 1, Decision.CONFIRM));
        notifier.clock.advance(Duration.ofMinutes(1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 1 busy");
        assertThat(tables.recipients(key)).containsExactly("forgotten");
        assertThat(gateway.ids).hasSize(1);
    }

    @Test
    void recordingGatewayKeepsTheNewestAndShowsNoNumber() {
        RecordingSmsGateway recording = new RecordingSmsGateway(2);
        for (int i = 0; i < 3; i++) {
            recording.send("id-" + i, "13812345678", "text");
        }
        assertThat(recording.sent())
                .extracting(RecordingSmsGateway.Sms::deliveryId)
                .containsExactly("id-1", "id-2");
        assertThat(recording.sent().get(0)).hasToString("Sms[id-1, 138******78]");
        assertThatThrownBy(() -> new RecordingSmsGateway(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shortNumbersAreMaskedWhole() {
        assertThat(PhoneMask.mask("1381234")).isEqualTo("*******");
        assertThat(PhoneMask.mask("13812345")).isEqualTo("138***45");
        assertThat(PhoneMask.mask("")).isEmpty();
    }

    @Test
    void whatHoldsPersonalDataDoesNotShowIt() {
        assertThat(new ClaimedDelivery("id", "13812345678", "text", 1, true).toString())
                .doesNotContain("138", "text");
        assertThat(new Submitted(key, 1, "WO", "title", "user-1", "13812345678", null).toString())
                .doesNotContain("138", "user-1", "title");
    }

    private static void alter(String what) {
        tables.database().inTransaction(session -> session.update("alter table delivery " + what));
    }

    private double sent(String state) {
        return notifier.meters
                .get("dupcheck.notifier.sms")
                .tag("state", state)
                .counter()
                .count();
    }

    /** Throws what it is told to, one after the other, then takes everything. */
    private static final class ScriptedGateway implements SmsGateway {
        final List<String> ids = new ArrayList<>();
        private final Deque<RuntimeException> script = new ArrayDeque<>();
        Runnable meanwhile = () -> {};

        void then(RuntimeException failure) {
            script.add(failure);
        }

        @Override
        public void send(String deliveryId, String phone, String text) {
            ids.add(deliveryId);
            meanwhile.run();
            RuntimeException failure = script.poll();
            if (failure != null) {
                throw failure;
            }
        }
    }
}
