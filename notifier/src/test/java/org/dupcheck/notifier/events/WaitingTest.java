package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.notifier.StoredRows.decision;

import java.time.Duration;
import java.util.List;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.channels.Channels;
import org.dupcheck.notifier.messages.Messages;
import org.dupcheck.notifier.webhooks.WebhookNews;
import org.dupcheck.notifier.workorders.OrderMoves;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.DueKind;
import org.junit.jupiter.api.Test;

/** What becomes of a question that nobody answers. */
class WaitingTest extends HandlerTest {
    private static final Duration DAY = Duration.ofDays(1);

    /** What is put off is looked at again by then. */
    private static final Duration MOMENT = Duration.ofMinutes(2);

    @Test
    void whoDoesNotDecideIsRemindedTwiceAndThenTheOrderIsGivenUp() {
        notifier.handle(tables.checks.duplicates(key, 1));
        assertThat(notifier.decisions().workOff()).isZero();
        pass(DAY);
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1", "REMINDER 1");
        pass(DAY);
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1", "REMINDER 1", "REMINDER 1");
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        pass(DAY);
        assertThat(tables.workOrder(key)).containsExactly("EXPIRED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key))
                .containsExactly("DUPLICATES 1 voided", "EXPIRED 1", "REMINDER 1 voided", "REMINDER 1 voided");
        assertThat(tables.told(key))
                .containsExactly(
                        "DUPLICATES VOIDED RECALLED",
                        "REMINDER VOIDED RECALLED",
                        "REMINDER VOIDED RECALLED",
                        "EXPIRED INTENT");
        assertThat(tables.due(key)).isEmpty();
        assertThat(tables.audited(key)).as("nobody decided it").containsExactly("EXPIRED 1");

        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(notifier.published(key)).as("it is too late").isEmpty();
        notifier.handle(tables.checks.duplicates(key, 2));
        notifier.handle(decision(key, 2, Decision.CONFIRM));
        assertThat(notifier.published(key)).as("sent again").hasSize(1);
    }

    @Test
    void whoeverHasDecidedIsNotReminded() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.due(key)).isEmpty();
        pass(DAY.multipliedBy(5));
        assertThat(tables.messages(key)).containsExactly("CONFIRMED 1", "DUPLICATES 1");
    }

    /** Whichever thread or node claims it, and however often. */
    @Test
    void aReminderIsWrittenOnceThoughItIsHandledTwice() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.pass(DAY);
        var due = Store.on(tables.database())
                .inTransaction(within -> within.due().claim(DueKind.REMINDER, Duration.ofHours(1), 1))
                .get(0);
        DeadlineHandler waiting = new DeadlineHandler(
                Store.on(tables.database()),
                notifier.clock,
                new OrderMoves(new JsonCodec(), new WebhookNews(new JsonCodec())),
                new ApplicantMessages(new Messages(), Channels.of(List.of()), Fixture.SOON),
                () -> {});
        waiting.remind(due);
        waiting.remind(due);
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1", "REMINDER 1");
    }

    @Test
    void aReminderThatFallsDueWhileAnEditIsCheckedIsNotSent() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.checks.running(key, 2, Mode.SUBMIT, CheckState.RUNNING);
        pass(DAY.multipliedBy(4));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
    }

    @Test
    void anAnswerThatIsNoNewsDoesNotPutTheEndOff() {
        notifier.handle(tables.checks.duplicates(key, 1));
        pass(DAY.multipliedBy(2));
        notifier.handle(tables.checks.followed(key, 1, "a little more", .38));
        pass(DAY);
        assertThat(tables.workOrder(key)).containsExactly("EXPIRED 1 " + StoredRows.workOrderId(key));
    }

    @Test
    void anAnswerThatIsNewsBeginsTheTimeAnew() {
        notifier.handle(tables.checks.duplicates(key, 1));
        pass(DAY.multipliedBy(2));
        notifier.handle(tables.checks.followed(key, 1, "much more", .9));
        pass(DAY.multipliedBy(2));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        pass(DAY);
        assertThat(tables.workOrder(key)).containsExactly("EXPIRED 1 " + StoredRows.workOrderId(key));
    }

    /** Wherever a node's clock stands: what is due is so by the database's. */
    @Test
    void aClockThatJumpsByADayNeitherDoublesNorLosesAReminder() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.clock.advance(DAY.multipliedBy(10));
        assertThat(notifier.decisions().workOff()).isZero();
        pass(DAY);
        notifier.clock.advance(DAY.multipliedBy(-20));
        pass(DAY);
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1", "REMINDER 1", "REMINDER 1");
    }

    @Test
    void howLongIsWaitedIsThePolicys() {
        tables.policy(waiting(key.businessType(), List.of(1), 3));
        try {
            notifier.handle(tables.checks.duplicates(key, 1));
            pass(Duration.ofHours(1));
            assertThat(tables.messages(key)).containsExactly("DUPLICATES 1", "REMINDER 1");
            pass(Duration.ofHours(2));
            assertThat(tables.workOrder(key)).containsExactly("EXPIRED 1 " + StoredRows.workOrderId(key));

            tables.policy(waiting(key.businessType(), List.of(), 0));
            notifier.handle(tables.checks.duplicates(key, 2));
            assertThat(tables.due(key)).as("for ever").isEmpty();
        } finally {
            tables.policy(Policy.builtIn(key.businessType()));
        }
    }

    @Test
    void theSameTextSentAgainIsNotRemindedOfOnceMoreWhereTheTimeHasNoEnd() {
        tables.policy(waiting(key.businessType(), List.of(24), 0));
        try {
            notifier.handle(tables.checks.duplicates(key, 1));
            pass(DAY);
            notifier.handle(tables.checks.again(key, 2, ResultState.DUPLICATES, 1));
            pass(DAY);
            assertThat(tables.messages(key)).containsExactly("DUPLICATES 2", "REMINDER 2");
        } finally {
            tables.policy(Policy.builtIn(key.businessType()));
        }
    }

    private static Policy waiting(String type, List<Integer> reminders, int expiry) {
        Policy builtIn = Policy.builtIn(type);
        return new Policy(
                type,
                0,
                builtIn.thresholds(),
                builtIn.leftOut(),
                List.of(),
                null,
                null,
                builtIn.openSubmissions(),
                builtIn.tellWhenContainmentMoves(),
                builtIn.daysOpenOnceSubmitted(),
                null,
                new Policy.Waiting(reminders, expiry),
                null);
    }

    private void pass(Duration time) {
        tables.pass(time);
        notifier.decisions().workOff();
        notifier.commands().workOff();
    }

    @Test
    void whatFallsDueBeforeTheEventOfTheSameTextIsReadComesAfterIt() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent again = tables.checks.again(key, 2, ResultState.DUPLICATES, 1);
        pass(DAY);
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
        notifier.handle(again);
        pass(MOMENT);
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 2", "REMINDER 2");
        VerdictEvent onceMore = tables.checks.again(key, 3, ResultState.DUPLICATES, 1);
        tables.checks.waits(key, 3);
        pass(DAY.multipliedBy(2));
        assertThat(tables.workOrder(key)).containsExactly("WAITING_CHECK 3 " + StoredRows.workOrderId(key));
        notifier.handle(onceMore);
        pass(MOMENT);
        assertThat(tables.workOrder(key)).containsExactly("EXPIRED 3 " + StoredRows.workOrderId(key));
    }

    @Test
    void whatFallsDueBetweenTwoTriesOfACheckComesAfterIt() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.checks.failed(key, 2);
        tables.checks.waits(key, 2);
        pass(DAY);
        notifier.handle(tables.checks.again(key, 2, ResultState.DUPLICATES, 1));
        pass(MOMENT);
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 2", "REMINDER 2");
    }

    @Test
    void aCleanVerdictWhoseEventIsNotReadYetIsSubmittedAndDoesNotExpire() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent clean = tables.checks.followed(key, 1, "clean", 0);
        pass(DAY.multipliedBy(3));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        notifier.handle(clean);
        pass(MOMENT);
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "DUPLICATES 1 voided");
    }

    @Test
    void whatIsWithdrawnIsNeitherRemindedNorGivenUpThoughTheEventIsNotReadYet() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent withdrawal = tables.checks.withdrawn(key, 1);
        pass(DAY.multipliedBy(3));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
        notifier.handle(withdrawal);
        pass(MOMENT);
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1", "WITHDRAWN 1");
        assertThat(tables.due(key)).isEmpty();
    }

    @Test
    void theSecondRoundOfAQuestionIsRemindedAndGivenUpByMessageAsTheFirstWas() {
        for (long revision = 1; revision <= 2; revision++) {
            notifier.handle(tables.checks.again(key, revision, ResultState.DUPLICATES, 1));
            notifier.sendSms();
            for (int day = 0; day < 3; day++) {
                pass(DAY);
                notifier.sendSms();
            }
            assertThat(tables.workOrder(key))
                    .containsExactly("EXPIRED " + revision + " " + StoredRows.workOrderId(key));
        }
        assertThat(tables.told(key))
                .as("the question once, its reminders and its end once a round")
                .containsExactly(
                        "DUPLICATES SENT",
                        "REMINDER SENT",
                        "REMINDER SENT",
                        "EXPIRED SENT",
                        "REMINDER SENT",
                        "REMINDER SENT",
                        "EXPIRED SENT");
    }
}
