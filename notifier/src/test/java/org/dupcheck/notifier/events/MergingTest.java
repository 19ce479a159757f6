package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.store.Store;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.messages.SiteMessage;
import org.dupcheck.store.preferences.Preference;
import org.dupcheck.store.preferences.Way;
import org.junit.jupiter.api.Test;

/** Of several messages within a minute one goes; whatever becomes of the newer one, none is lost. */
class MergingTest extends TablesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Deque<Outcome> script = new ArrayDeque<>();
    private final Fixture notifier = new Fixture(
            tables,
            (id, phone, text) -> script.isEmpty() ? Outcome.taken() : script.poll(),
            Fixture.settings(Fixture.BY_DEFAULT));
    private final Store store = Store.on(tables.database());

    /** As a provider does that has no template for the newer text. */
    @Test
    void theOlderOneGoesWhereTheNewerIsRefused() {
        prefers(Way.AT_ONCE, Way.AT_ONCE);
        askedAndAskedToExplain();
        script.add(Outcome.refused("no template"));
        passes(Duration.ofSeconds(20));
        assertThat(tables.told(key)).containsExactly("DUPLICATES INTENT", "EXPLANATION_ASKED FAILED");
        passes(MINUTE);
        assertThat(tables.told(key)).containsExactly("DUPLICATES SENT", "EXPLANATION_ASKED FAILED");
    }

    /** Its attempt had begun, and the provider said that it did not send it. */
    @Test
    void theOlderOneGoesWhereTheNewerIsVoidBeforeItHasGone() {
        prefers(Way.AT_ONCE, Way.AT_ONCE);
        askedAndAskedToExplain();
        script.add(Outcome.postponed("busy", Duration.ofHours(1)));
        passes(Duration.ofSeconds(20));
        passes(MINUTE);
        assertThat(tables.told(key))
                .as("the pause that the provider asked for holds")
                .containsExactly("DUPLICATES INTENT", "EXPLANATION_ASKED INTENT");
        tables.voidMessages(key, "EXPLANATION_ASKED");
        passes(MINUTE);
        assertThat(tables.told(key)).containsExactly("DUPLICATES SENT", "EXPLANATION_ASKED INTENT");
    }

    @Test
    void theOlderOneWaitsUntilItIsKnownWhetherTheNewerHasGone() {
        prefers(Way.AT_ONCE, Way.AT_ONCE);
        askedAndAskedToExplain();
        script.add(Outcome.postponed("busy"));
        passes(Duration.ofSeconds(20));
        assertThat(tables.told(key)).containsExactly("DUPLICATES INTENT", "EXPLANATION_ASKED INTENT");
        passes(MINUTE);
        passes(MINUTE);
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED MERGED", "EXPLANATION_ASKED SENT");
    }

    @Test
    void whatGoesWhetherItIsReadOrNotIsNotMergedIntoWhatReadingMakesVoid() {
        prefers(Way.AT_ONCE, Way.IF_UNREAD);
        askedAndAskedToExplain();
        passes(Duration.ofSeconds(20));
        assertThat(tables.told(key)).containsExactly("DUPLICATES SENT", "EXPLANATION_ASKED INTENT");
        readAll();
        passes(Duration.ofMinutes(10));
        assertThat(tables.told(key)).containsExactly("DUPLICATES SENT", "EXPLANATION_ASKED VOIDED READ");
    }

    /** The second 40 seconds after the first. */
    private void askedAndAskedToExplain() {
        notifier.handle(tables.checks.duplicates(key, 1));
        passes(Duration.ofSeconds(40));
        tables.reviewed(key, ReviewDecision.EXPLAIN, "why");
        notifier.decisions().workOff();
    }

    private void prefers(Way asked, Way explain) {
        List<Preference> chosen = List.of(
                new Preference(MessageKind.DUPLICATES, "SMS", asked),
                new Preference(MessageKind.EXPLANATION_ASKED, "SMS", explain));
        store.run(in -> assertThat(in.preferences().put("user-1", chosen, StoredRows.TIME))
                .isTrue());
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
