package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person chooses while messages wait counts for them, and no message is lost by it. */
class ChangedPreferencesTest extends TablesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final GreenMail server = started();
    private final RecordingSmsGateway gateway = new RecordingSmsGateway();
    private final Fixture notifier =
            new Fixture(tables, gateway, Fixture.withMail(server.getSmtp().getPort()));
    private final Store store = Store.on(tables.database());

    private static GreenMail started() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        notifier.channels().close();
        server.stop();
    }

    @Test
    void whatWaitsGoesToTheAddressThatIsNamedMeanwhile() throws MessagingException {
        prefersSms(Way.NEVER);
        reachedAt("old@example.org");
        notifier.handle(tables.checks.duplicates(key, 1));
        reachedAt("new@example.org");
        passes(MINUTE);
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getAllRecipients())
                .singleElement()
                .hasToString("new@example.org");
        assertThat(tables.told(key)).containsExactly("DUPLICATES SENT");
    }

    @Test
    void whatWaitsDoesNotGoToAnAddressThatWasTakenBack() {
        prefersSms(Way.NEVER);
        reachedAt("old@example.org");
        notifier.handle(tables.checks.duplicates(key, 1));
        reachedAt(null);
        passes(MINUTE);
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED UNWANTED");
    }

    @Test
    void whatIsNotWantedAnyMoreDoesNotGo() {
        notifier.handle(tables.checks.duplicates(key, 1));
        prefersSms(Way.NEVER);
        passes(Duration.ofMinutes(10));
        assertThat(gateway.sent()).isEmpty();
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED UNWANTED");
    }

    @Test
    void whoTakesAtOnceBackIsToldOfWhatStaysUnread() {
        prefersSms(Way.AT_ONCE);
        notifier.handle(tables.checks.duplicates(key, 1));
        store.run(in -> in.preferences().reset("user-1"));
        passes(MINUTE);
        passes(Duration.ofMinutes(9).minusSeconds(5));
        assertThat(gateway.sent()).isEmpty();
        passes(Duration.ofSeconds(5));
        assertThat(gateway.sent()).hasSize(1);
    }

    @Test
    void andOfNothingThatIsReadBefore() {
        prefersSms(Way.AT_ONCE);
        notifier.handle(tables.checks.duplicates(key, 1));
        store.run(in -> in.preferences().reset("user-1"));
        passes(MINUTE);
        readAll();
        passes(Duration.ofMinutes(9));
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED READ");
    }

    @Test
    void whoChoosesAtOnceIsToldThoughItIsRead() {
        notifier.handle(tables.checks.duplicates(key, 1));
        readAll();
        prefersSms(Way.AT_ONCE);
        passes(Duration.ofMinutes(10));
        assertThat(gateway.sent()).hasSize(1);
    }

    private void prefersSms(Way way) {
        List<Preference> chosen = List.of(new Preference(MessageKind.DUPLICATES, "SMS", way));
        store.run(in -> assertThat(in.preferences().put("user-1", chosen, StoredRows.TIME))
                .isTrue());
    }

    private void reachedAt(String email) {
        store.run(in -> in.preferences().putContact("user-1", new Contact(email, null, null), StoredRows.TIME));
    }

    private void readAll() {
        store.run(in -> {
            for (SiteMessage message : in.siteMessages().list("user-1", Long.MAX_VALUE, 100)) {
                assertThat(in.siteMessages().markRead(message.id(), "user-1", StoredRows.TIME))
                        .isTrue();
            }
        });
    }

    private void passes(Duration time) {
        tables.pass(time);
        notifier.sendSms();
    }
}
