package org.dupcheck.notifier.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.TablesTest;
import org.junit.jupiter.api.Test;

/** What is told once, or not at all, though its text comes again, is withdrawn or is decided on meanwhile. */
class ToldOnceTest extends TablesTest {
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final Fixture notifier = new Fixture(tables, gateway, DeliverySenderTest.SETTINGS);

    /** The same text sent three times within seconds is one message. */
    @Test
    void theSameContentIsToldOnceWhateverTheRevision() {
        notifier.handle(tables.checks.duplicates(key, 1));
        for (int revision = 2; revision <= 3; revision++) {
            notifier.handle(tables.checks.again(key, revision, ResultState.DUPLICATES, 1));
            notifier.sendSms();
        }
        assertThat(gateway.ids).hasSize(1);
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
        notifier.handle(tables.checks.duplicates(key, 4));
        notifier.sendSms();
        assertThat(gateway.ids).as("another text").hasSize(2).doesNotHaveDuplicates();
    }

    /** Withdrawn before it went, and sent again with the same revision: it goes, and once. */
    @Test
    void whatWasWithdrawnAndSentAgainIsToldOnce() {
        VerdictEvent event = tables.checks.duplicates(key, 1);
        notifier.handle(event);
        notifier.handle(tables.checks.withdrawn(key, 1));
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 0");
        notifier.handle(tables.checks.duplicates(key, 1));
        assertThat(tables.deliveries(key)).containsExactly("INTENT 0");
        notifier.sendSms();
        assertThat(gateway.ids).hasSize(1);
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
    }

    /** While the text is checked no question is open; when it is found to be the same one, the question is. */
    @Test
    void whatWasDueWhileTheSameTextWasCheckedAgainIsToldAfterwardsAndOnce() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.checks.running(key, 2, Mode.SUBMIT, CheckState.RUNNING);
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 0");
        VerdictEvent same = tables.checks.again(key, 2, ResultState.DUPLICATES, 1);
        notifier.handle(same);
        notifier.handle(same);
        notifier.sendSms();
        assertThat(gateway.ids).hasSize(1);
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
    }

    @Test
    void postponedMessageIsVoidedOnceTheApplicantHasDecided() {
        gateway.then(Outcome.postponed("busy"));
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        notifier.handle(StoredRows.decision(key, 1, Decision.CONFIRM));
        tables.pass(Duration.ofMinutes(1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 1 busy");
        assertThat(tables.recipients(key)).containsExactly("forgotten");
        assertThat(gateway.ids).hasSize(1);
    }
}
