package org.dupcheck.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.notifier.StoredRows.decision;

import java.time.Duration;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the role keeps, and for how long, on a clock that is moved on. */
@ExtendWith(DupcheckServices.class)
class RetentionTest {
    private static final NotifierSettings.Kept KEPT = NotifierSettings.Kept.defaults();
    private static final Duration LONG = Duration.ofDays(3_650);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final BusinessKey key = Fixture.freshKey();
    private final RecordingSmsGateway gateway = new RecordingSmsGateway();
    private StoredRows tables;
    private Fixture notifier;

    @BeforeEach
    void open(PostgresService postgres) {
        tables = new StoredRows(postgres);
        notifier = new Fixture(tables, gateway);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void eachGoesAtItsOwnTimeAndNotBefore() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        notifier.handle(decision(key, 1, Decision.CONFIRM));

        passes(KEPT.deliveries());
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
        passes(MOMENT);
        assertThat(tables.deliveries(key)).isEmpty();

        passes(KEPT.messages().minus(KEPT.deliveries()).minus(MOMENT));
        assertThat(tables.messages(key)).containsExactly("CONFIRMED 1", "DUPLICATES 1");
        assertThat(tables.commands(key)).hasSize(1);
        passes(MOMENT);
        assertThat(tables.messages(key)).isEmpty();
        assertThat(tables.commands(key)).isEmpty();

        passes(KEPT.decisions().minus(KEPT.messages()).minus(MOMENT));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM APPLIED");
        assertThat(tables.history(key)).contains("SUBMITTED 1 user-1 引用自有成果");
        passes(MOMENT);
        assertThat(tables.confirmations(key)).isEmpty();
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1", "SUBMITTED 1");
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
    }

    /** Whatever is handed in again, the row of the work order says that it was done. */
    @Test
    void whatIsRedeliveredAfterAllIsGoneSubmitsAndTellsNothingTwice() {
        BusinessKey clean = Fixture.freshKey();
        List<Message> events = List.of(
                tables.checks.duplicates(key, 1), decision(key, 1, Decision.CONFIRM), tables.checks.clean(clean, 1));
        events.forEach(notifier::handle);
        notifier.sendSms();
        List<WorkOrderCommand> published = notifier.published(key);
        assertThat(published).hasSize(1);
        assertThat(notifier.published(clean)).hasSize(1);
        passes(LONG);
        assertThat(tables.commands(key)).isEmpty();

        for (int i = 0; i < 2; i++) {
            events.forEach(notifier::handle);
            notifier.sendSms();
            notifier.commands().workOff();
        }
        assertThat(notifier.published(key)).isEqualTo(published);
        assertThat(notifier.published(clean)).hasSize(1);
        assertThat(tables.commands(key)).isEmpty();
        assertThat(tables.messages(key)).isEmpty();
        assertThat(tables.messages(clean)).isEmpty();
        assertThat(tables.deliveries(key)).isEmpty();
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1", "SUBMITTED 1");
    }

    @Test
    void anOrderThatTheApplicantHasWithdrawnStaysSoWhenTheDecisionIsGone() {
        VerdictEvent event = tables.checks.duplicates(key, 1);
        notifier.handle(event);
        notifier.handle(decision(key, 1, Decision.WITHDRAW));
        passes(LONG);
        assertThat(tables.confirmations(key)).isEmpty();

        notifier.handle(event);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(event);
        notifier.sendSms();
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).as("it had no effect").containsExactly("DECISION_STALE 1");
        assertThat(tables.told(key)).containsExactly("DECISION_STALE SENT");
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void whatAsksForADecisionThatIsStillOpenStaysUnreadOrRead() {
        BusinessKey decided = Fixture.freshKey();
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.duplicates(decided, 1));
        notifier.handle(decision(decided, 1, Decision.WITHDRAW));
        passes(LONG);
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
        assertThat(tables.messages(decided)).isEmpty();

        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(notifier.published(key)).hasSize(1);
        passes(MOMENT);
        assertThat(tables.messages(key)).as("decided, and old").containsExactly("CONFIRMED 1");
    }

    @Test
    void aCommandThatIsNotKnownToBeSentIsNeverDeleted() {
        notifier.hand(tables.checks.clean(key, 1));
        passes(LONG);
        assertThat(tables.unsentCommands(key)).hasSize(1);
        notifier.commands().workOff();
        assertThat(notifier.published(key)).hasSize(1);
    }

    /** A number is kept while an SMS may still turn out to have failed, but not for ever. */
    @Test
    void theNumberOfAnSmsOfUnknownOutcomeGoes() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.sending(key);
        notifier.sendSms();
        assertThat(tables.recipients(key)).containsExactly("13812345678");
        passes(KEPT.deliveries().plus(MOMENT));
        assertThat(tables.recipients(key)).isEmpty();
    }

    @Test
    void aWithdrawalAfterTheCommandIsGoneLeavesWhatWasToldOfASubmittedOrder() {
        NotifierSettings defaults = NotifierSettings.defaults();
        Fixture forgetful = new Fixture(
                tables,
                gateway,
                new NotifierSettings(
                        defaults.groupId(),
                        defaults.consume(),
                        defaults.due(),
                        Fixture.SOON,
                        defaults.sms(),
                        defaults.webhooks(),
                        new NotifierSettings.Kept(LONG, LONG, LONG, MOMENT, LONG, LONG, KEPT.interval())));
        forgetful.handle(tables.checks.clean(key, 1));
        forgetful.clock.advance(Duration.ofDays(1));
        forgetful.role.retention().runAll();
        assertThat(tables.commands(key)).isEmpty();
        forgetful.handle(tables.checks.withdrawn(key, 2));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1");
    }

    private void passes(Duration time) {
        notifier.clock.advance(time);
        notifier.role.retention().runAll();
    }
}
