package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.store.Store;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.messages.SiteMessage;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.preferences.Preference;
import org.dupcheck.store.preferences.Way;
import org.junit.jupiter.api.Test;

/** By which way and when people are told, with the times of the defaults. */
class DeliveryPlannerTest extends TablesTest {
    private static final Duration ALMOST = Duration.ofMinutes(10).minusSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RecordingSmsGateway gateway = new RecordingSmsGateway();
    private final Fixture notifier = new Fixture(tables, gateway, Fixture.settings(Fixture.BY_DEFAULT));
    private final Store store = Store.on(tables.database());

    @Test
    void aQuestionGoesBySmsOnceItHasStoodUnreadOnTheSiteForTenMinutes() {
        notifier.handle(tables.checks.duplicates(key, 1));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
        passes(ALMOST);
        assertThat(gateway.sent()).isEmpty();
        passes(Duration.ofSeconds(5));
        assertThat(gateway.sent()).hasSize(1);
        assertThat(tables.told(key)).containsExactly("DUPLICATES SENT");
    }

    @Test
    void whatWasReadMeanwhileDoesNotGo() {
        notifier.handle(tables.checks.duplicates(key, 1));
        read();
        passes(Duration.ofMinutes(10));
        assertThat(gateway.sent()).isEmpty();
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED READ");
        assertThat(tables.recipients(key)).containsExactly("forgotten");
    }

    @Test
    void whoWantsToBeToldAtOnceIsAlsoWhereItWasRead() {
        prefers(MessageKind.DUPLICATES, Way.AT_ONCE);
        notifier.handle(tables.checks.duplicates(key, 1));
        read();
        passes(MINUTE);
        assertThat(gateway.sent()).hasSize(1);
    }

    @Test
    void whoWantsNoSmsGetsNoneAndWhoWantsMoreGetsMore() {
        prefers(MessageKind.DUPLICATES, Way.NEVER);
        prefers(MessageKind.CONFIRMED, Way.AT_ONCE);
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(StoredRows.decision(key, 1, Decision.CONFIRM));
        passes(Duration.ofMinutes(10));
        assertThat(tables.told(key)).containsExactly("CONFIRMED SENT");
        assertThat(gateway.sent())
                .singleElement()
                .satisfies(sms -> assertThat(sms.text()).startsWith("您已确认《"));
    }

    @Test
    void anEventThatAsksForNothingStaysOnTheSite() {
        notifier.handle(tables.checks.clean(key, 1));
        passes(Duration.ofMinutes(10));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1");
        assertThat(tables.told(key)).isEmpty();
    }

    @Test
    void theLanguageThatSomebodyWantsCountsBeforeThatOfTheSubmission() {
        store.run(in -> in.preferences().putContact("user-1", new Contact(null, null, "en"), StoredRows.TIME));
        notifier.handle(tables.checks.duplicates(key, 1));
        passes(Duration.ofMinutes(10));
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("Duplicates found");
        assertThat(gateway.sent())
                .singleElement()
                .satisfies(sms -> assertThat(sms.text()).contains("Please log in"));
    }

    @Test
    void whatIsUrgentDoesNotWaitUntilItIsUnread() {
        prefers(MessageKind.DUPLICATES, Way.NEVER);
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.reviewed(key, ReviewDecision.RETURN, "no figures");
        notifier.decisions().workOff();
        passes(MINUTE.minusSeconds(5));
        assertThat(gateway.sent()).isEmpty();
        passes(Duration.ofSeconds(5));
        assertThat(tables.told(key)).containsExactly("RETURNED SENT");
    }

    @Test
    void eachReminderIsToldAndNoneOnceItIsDecided() {
        prefers(MessageKind.DUPLICATES, Way.NEVER);
        notifier.handle(tables.checks.duplicates(key, 1));
        for (int i = 0; i < 2; i++) {
            passes(Duration.ofHours(24));
            notifier.decisions().workOff();
            passes(MINUTE);
        }
        assertThat(tables.told(key)).containsExactly("REMINDER SENT", "REMINDER SENT");
    }

    @Test
    void aReminderThatHasNotGoneOutIsRecalledByTheDecision() {
        prefers(MessageKind.DUPLICATES, Way.NEVER);
        notifier.handle(tables.checks.duplicates(key, 1));
        passes(Duration.ofHours(24));
        notifier.decisions().workOff();
        notifier.handle(StoredRows.decision(key, 1, Decision.CONFIRM));
        assertThat(tables.told(key)).containsExactly("REMINDER VOIDED RECALLED");
        passes(MINUTE);
        assertThat(tables.told(key)).containsExactly("REMINDER VOIDED RECALLED");
    }

    @Test
    void ofSeveralWithinAMinuteTheNewestGoesAtTheTimeOfTheFirst() {
        prefers(MessageKind.DUPLICATES, Way.AT_ONCE);
        prefers(MessageKind.EXPLANATION_ASKED, Way.AT_ONCE);
        notifier.handle(tables.checks.duplicates(key, 1));
        passes(Duration.ofSeconds(40));
        tables.reviewed(key, ReviewDecision.EXPLAIN, "why");
        notifier.decisions().workOff();
        passes(Duration.ofSeconds(15));
        assertThat(gateway.sent()).isEmpty();
        passes(Duration.ofSeconds(5));
        assertThat(tables.told(key)).containsExactly("DUPLICATES INTENT", "EXPLANATION_ASKED SENT");
        assertThat(gateway.sent())
                .singleElement()
                .satisfies(sms -> assertThat(sms.text()).contains("说明情况"));
        passes(MINUTE);
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED MERGED", "EXPLANATION_ASKED SENT");
    }

    @Test
    void whatIsNoLongerTrueTakesNobodysPlace() {
        prefers(MessageKind.DUPLICATES, Way.AT_ONCE);
        prefers(MessageKind.EXPLANATION_ASKED, Way.AT_ONCE);
        notifier.handle(tables.checks.duplicates(key, 1));
        passes(Duration.ofSeconds(40));
        tables.reviewed(key, ReviewDecision.EXPLAIN, "why");
        notifier.decisions().workOff();
        tables.voidMessages(key, "EXPLANATION_ASKED");
        passes(MINUTE);
        assertThat(tables.told(key)).containsExactly("DUPLICATES SENT", "EXPLANATION_ASKED VOIDED UNTRUE");
    }

    @Test
    void whatWasToldLaterThanAMinuteAfterwardsIsAMessageOfItsOwn() {
        prefers(MessageKind.DUPLICATES, Way.AT_ONCE);
        prefers(MessageKind.EXPLANATION_ASKED, Way.AT_ONCE);
        notifier.handle(tables.checks.duplicates(key, 1));
        passes(MINUTE);
        tables.reviewed(key, ReviewDecision.EXPLAIN, "why");
        notifier.decisions().workOff();
        passes(MINUTE);
        assertThat(tables.told(key)).containsExactly("DUPLICATES SENT", "EXPLANATION_ASKED SENT");
    }

    @Test
    void aFactAboutARevisionDoesNotGoOnceAnotherTextIsSent() {
        prefers(MessageKind.CLEAN, Way.AT_ONCE);
        notifier.handle(tables.checks.clean(key, 1));
        VerdictEvent next = tables.checks.clean(key, 2);
        passes(MINUTE);
        assertThat(tables.told(key)).containsExactly("CLEAN VOIDED UNTRUE");
        notifier.handle(next);
        passes(MINUTE);
        assertThat(gateway.sent()).hasSize(1);
    }

    @Test
    void aWithdrawalRecallsEverything() {
        prefers(MessageKind.CLEAN, Way.AT_ONCE);
        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(tables.checks.withdrawn(key, 2));
        assertThat(tables.told(key)).containsExactly("CLEAN VOIDED RECALLED");
    }

    @Test
    void whatCouldNotGoForTwoDaysIsNoNews() {
        notifier.handle(tables.checks.duplicates(key, 1));
        passes(Duration.ofDays(2).plusSeconds(1));
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED TOO_OLD");
        assertThat(gateway.sent()).isEmpty();
    }

    @Test
    void whoHasNamedAnAddressGetsTheWholeMessageByMailAndOnce() throws MessagingException {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        Fixture mailing =
                new Fixture(tables, gateway, Fixture.withMail(server.getSmtp().getPort()));
        try {
            mailing.handle(tables.checks.duplicates(key, 1));
            store.run(in ->
                    in.preferences().putContact("user-1", new Contact("li@example.org", null, null), StoredRows.TIME));
            mailing.handle(tables.checks.duplicates(key, 2));
            mailing.handle(tables.checks.again(key, 3, ResultState.DUPLICATES, 2));
            tables.pass(Duration.ofMinutes(10));
            mailing.sendSms();
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo("发现重复内容，请您确认");
        } finally {
            mailing.channels().close();
            server.stop();
        }
    }

    private void passes(Duration time) {
        tables.pass(time);
        notifier.sendSms();
    }

    private void prefers(MessageKind event, Way way) {
        store.run(in -> {
            boolean unused =
                    in.preferences().put("user-1", List.of(new Preference(event, "SMS", way)), StoredRows.TIME);
        });
    }

    private void read() {
        store.run(in -> {
            for (SiteMessage message : in.siteMessages().list("user-1", Long.MAX_VALUE, 100)) {
                assertThat(in.siteMessages().markRead(message.id(), "user-1", StoredRows.TIME))
                        .isTrue();
            }
        });
    }
}
