package org.dupcheck.notifier.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.due.DueSettings;
import org.dupcheck.notifier.mail.MailSettings;
import org.dupcheck.notifier.sms.SmsSettings;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.notifier.webhooks.WebhookSettings;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.workorders.Submitted;
import org.junit.jupiter.api.Test;

class DeliverySenderTest extends TablesTest {
    private static final Tries TRIES = Tries.doubling(3, Duration.ofSeconds(10), Duration.ofSeconds(15));
    static final NotifierSettings SETTINGS = new NotifierSettings(
            NotifierSettings.DEFAULT_GROUP_ID,
            NotifierSettings.defaults().consume(),
            DueSettings.defaults(),
            Fixture.SOON,
            new SmsSettings(1, Duration.ofMillis(20), TRIES, Duration.ofMinutes(1)),
            WebhookSettings.defaults(),
            NotifierSettings.Kept.defaults());

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final Fixture notifier = new Fixture(tables, gateway, SETTINGS);

    @Test
    void messageThatTheGatewayTakesIsSent() {
        notifier.handle(tables.checks.duplicates(key, 1));
        assertThat(tables.deliveries(key)).containsExactly("INTENT 0");
        assertThat(tables.recipients(key)).doesNotContain("forgotten");
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
        assertThat(tables.recipients(key)).containsExactly("forgotten");
        assertThat(sent("SENT")).isEqualTo(1);
    }

    @Test
    void outcomeThatCannotBeStoredIsNoneAndIsCountedOnceWhenItIsGivenUp() {
        notifier.handle(tables.checks.duplicates(key, 1));
        alter("add constraint no_sent check (state <> 'SENT') not valid");
        try {
            notifier.sendSms();
        } finally {
            alter("drop constraint no_sent");
        }
        assertThat(gateway.ids).hasSize(1);
        assertThat(tables.deliveries(key)).containsExactly("SENDING 1");
        assertThat(sent("SENT") + sent("UNKNOWN")).isZero();

        tables.pass(Duration.ofMinutes(1));
        notifier.sendSms();

        assertThat(gateway.ids).as("it may have gone out: it is not sent again").hasSize(1);
        assertThat(tables.deliveries(key)).singleElement().asString().startsWith("UNKNOWN 1");
        assertThat(sent("UNKNOWN")).isEqualTo(1);
    }

    @Test
    void whateverIsDueIsSentOneAfterTheOther() {
        BusinessKey other = new BusinessKey(key.businessType(), key.businessId() + "-2");
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.duplicates(other, 1));
        notifier.sendSms();
        assertThat(gateway.ids).hasSize(2);
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
        assertThat(tables.deliveries(other)).containsExactly("SENT 1");
    }

    @Test
    void messageThatTheGatewayRefusesForGoodIsGivenUp() {
        gateway.then(Outcome.refused("no such number"));
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        tables.pass(Duration.ofHours(1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("FAILED 1 no such number");
        assertThat(gateway.ids).hasSize(1);
    }

    @Test
    void messageThatTheGatewayPostponesIsOfferedAgainAfterAGrowingPauseUnderTheSameId() {
        gateway.then(Outcome.postponed("busy"));
        gateway.then(Outcome.postponed("busy"));
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("INTENT 1 busy");
        tables.pass(Duration.ofSeconds(9));
        notifier.sendSms();
        assertThat(gateway.ids).hasSize(1);
        tables.pass(Duration.ofSeconds(1));
        notifier.sendSms();
        tables.pass(Duration.ofSeconds(14));
        notifier.sendSms();
        assertThat(gateway.ids).as("the second pause is longer").hasSize(2);
        tables.pass(Duration.ofSeconds(1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("SENT 3");
        assertThat(gateway.ids).hasSize(3).containsOnly(gateway.ids.get(0));
    }

    @Test
    void messageThatTheGatewayKeepsPostponingIsGivenUp() {
        for (int i = 0; i < 5; i++) {
            gateway.then(Outcome.postponed("busy"));
        }
        notifier.handle(tables.checks.duplicates(key, 1));
        for (int i = 0; i < 5; i++) {
            notifier.sendSms();
            tables.pass(Duration.ofMinutes(1));
        }
        assertThat(tables.deliveries(key)).containsExactly("FAILED 3 busy");
        assertThat(gateway.ids).hasSize(3);
    }

    @Test
    void messageOfUnknownOutcomeIsNeverSentAgain() {
        gateway.then(Outcome.unknown("no answer"));
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        tables.pass(Duration.ofHours(1));
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 no answer");
        assertThat(gateway.ids).hasSize(1);
    }

    @Test
    void whateverElseTheGatewayThrowsLeavesTheOutcomeUnknownAndItsMessageIsNotKept() {
        gateway.meanwhile = () -> {
            throw new IllegalArgumentException("13812345678");
        };
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 java.lang.IllegalArgumentException");
    }

    @Test
    void messageThatWasBeingSentWhenTheProcessDiedIsOfUnknownOutcome() {
        gateway.meanwhile = () -> {
            throw new AssertionError("the process dies");
        };
        notifier.handle(tables.checks.duplicates(key, 1));
        assertThatThrownBy(notifier::sendSms).isInstanceOf(AssertionError.class);
        gateway.meanwhile = () -> {};
        notifier.sendSms();
        assertThat(tables.deliveries(key)).as("somebody may be at it").containsExactly("SENDING 1");
        tables.pass(Duration.ofMinutes(1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 nobody saw it end; it may have gone out");
        assertThat(tables.dueDeliveries(key)).isEmpty();
        assertThat(gateway.ids).hasSize(1);
        assertThat(sent("UNKNOWN")).isEqualTo(1);
    }

    @Test
    void outcomeThatComesAfterTheTimeoutStillCounts() {
        gateway.meanwhile = () -> {
            tables.pass(Duration.ofMinutes(2));
            notifier.sendSms();
            assertThat(tables.deliveries(key).get(0)).startsWith("UNKNOWN");
        };
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
        assertThat(tables.dueDeliveries(key)).isEmpty();
    }

    private static Due claim(Store store) {
        return store.inTransaction(in -> in.due().claim(DueKind.DELIVERY_SMS, Duration.ofMinutes(1), 1))
                .get(0);
    }

    /** A node that hung between claim and mark wakes up when another has done the work. */
    @Test
    void whoseClaimHasRunOutSendsNothingAndSettlesNothing() {
        notifier.handle(tables.checks.duplicates(key, 1));
        Store store = Store.on(tables.database());
        Due old = claim(store);
        tables.pass(Duration.ofMinutes(1));
        Due newer = claim(store);
        DeliverySender sender = new DeliverySender(
                store,
                Channels.of(List.of(new OneChannel(gateway))),
                notifier.clock,
                new Random(1),
                new DeliveryMeters(notifier.meters, List.of()),
                new DeliveryGate(Fixture.SOON));
        sender.handle(old);
        assertThat(gateway.ids).isEmpty();
        assertThat(tables.deliveries(key)).containsExactly("INTENT 0");
        sender.handle(newer);
        sender.handle(old);
        sender.handle(newer);
        assertThat(gateway.ids).hasSize(1);
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
    }

    @Test
    void whatThisNodeHasNoChannelForWaitsForOneThatHas() {
        notifier.handle(tables.checks.duplicates(key, 1));
        ChannelLanes none = new ChannelLanes(
                Store.on(tables.database()),
                Channels.of(List.of()),
                Fixture.SOON,
                notifier.clock,
                new Random(1),
                notifier.meters,
                new Drain());
        assertThat(none.workOff()).isZero();
        assertThat(tables.deliveries(key)).containsExactly("INTENT 0");
    }

    @Test
    void aChannelOfSomebodyElseIsFoundByItsNameAndNoTwoHaveTheSame() {
        OneChannel one = new OneChannel(gateway);
        assertThatThrownBy(() -> Channels.of(List.of(one, one))).hasMessageContaining("SMS");
        assertThat(Channels.load(new ChannelContext(
                                Store.on(tables.database()),
                                notifier.clock,
                                Map.of(
                                        SmsGateway.class,
                                        gateway,
                                        SmsSettings.class,
                                        SmsSettings.defaults(),
                                        WebhookSettings.class,
                                        WebhookSettings.defaults(),
                                        MailSettings.class,
                                        MailSettings.NONE)))
                        .all())
                .extracting(Channel::name)
                .contains("SMS", "WEBHOOK");
    }

    @Test
    void whatHoldsPersonalDataDoesNotShowIt() {
        assertThat(new OutgoingMessage("id", key, "KIND", "13812345678", "title", "text", 1, "way").toString())
                .doesNotContain("138", "text", "title");
        assertThat(new Submitted(key, 1, "WO", "title", "user-1", "13812345678", null).toString())
                .doesNotContain("138", "user-1", "title");
    }

    private static void alter(String what) {
        tables.database().inTransaction(session -> session.update("alter table delivery " + what));
    }

    private double sent(String state) {
        return notifier.meters
                .get("dupcheck.notifier.deliveries")
                .tag("channel", "sms")
                .tag("state", state)
                .counter()
                .count();
    }

    /** As the channel of SMS, without its provider. */
    private record OneChannel(SmsGateway gateway) implements Channel {
        @Override
        public String name() {
            return "SMS";
        }

        @Override
        public ChannelPlan plan() {
            return new ChannelPlan(false, TRIES, Duration.ofMinutes(1), 1, Duration.ofMillis(20));
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
}
