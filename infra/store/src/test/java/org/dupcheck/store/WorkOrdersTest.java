package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.runtime.database.DatabaseException;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.OrderTrigger;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.UnsentCommand;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderChange;
import org.dupcheck.store.workorders.WorkOrderState;
import org.junit.jupiter.api.Test;

/** Work orders and their commands. */
class WorkOrdersTest extends StoreTest {
    /** Each node has a clock of its own, and who hears of changes knows their order by the time alone. */
    @Test
    void theTimesOfOneOrderOnlyGrow() {
        duplicates(1);
        order(1, WorkOrderState.AWAITING_CONFIRMATION, now());
        order(1, WorkOrderState.SUBMITTED, now().minusSeconds(86_400));
        order(1, WorkOrderState.WITHDRAWN, now().minusSeconds(86_400));
        WorkOrder last = in(tables -> tables.workOrders().order(key)).orElseThrow();
        assertThat(last.updatedAt()).isEqualTo(now().plusNanos(2_000));
        assertThat(all(tables -> tables.workOrders().history(last)))
                .extracting(WorkOrderChange::at)
                .containsExactly(now(), now().plusNanos(1_000), now().plusNanos(2_000));
        order(1, WorkOrderState.WAITING_CHECK, now().plusSeconds(1));
        assertThat(in(tables -> tables.workOrders().order(key)).orElseThrow().updatedAt())
                .isEqualTo(now().plusSeconds(1));
    }

    private int questions() {
        return in(tables -> tables.workOrders().questions(key));
    }

    @Test
    void howOftenTheApplicantWasAskedIsCountedAndWhatIsToldEndsTheQuestion() {
        duplicates(1);
        order(1, WorkOrderState.AWAITING_CONFIRMATION);
        assertThat(questions()).isZero();
        store.run(tables -> tables.workOrders().setAsked(key, verdictId(1)));
        store.run(tables -> tables.workOrders().setAsked(key, verdictId(1)));
        assertThat(questions()).isEqualTo(2);
        assertThat(in(tables -> tables.workOrders().told(key)).orElseThrow().settlesQuestion())
                .isTrue();
        store.run(tables -> tables.workOrders().setTold(key, verdictId(1)));
        assertThat(questions()).isEqualTo(2);
        assertThat(in(tables -> tables.workOrders().told(key)).orElseThrow().settlesQuestion())
                .isFalse();
    }

    /** A node of the version before writes what was told, and not whether it is a question. */
    @Test
    void whatAnOlderNodeTellsIsNoQuestion() {
        duplicates(1);
        order(1, WorkOrderState.AWAITING_CONFIRMATION);
        store.run(tables -> tables.workOrders().setAsked(key, verdictId(1)));
        duplicates(2);
        sql("update work_order set told_verdict_id = ?", verdictId(2));
        assertThat(in(tables -> tables.workOrders().told(key)).orElseThrow().settlesQuestion())
                .isFalse();
    }

    @Test
    void theLockedCheckTellsTheStoredVerdict() {
        assertThat(found(tables -> tables.workOrders().lockCheck(key))).isEmpty();
        duplicates(1);
        CurrentCheck check = in(tables -> tables.workOrders().lockCheck(key)).orElseThrow();
        assertThat(check.revision()).isEqualTo(1);
        assertThat(check.state()).isEqualTo(CheckState.FINISHED);
        assertThat(check.clean()).isFalse();
        assertThat(check.reasons()).containsExactly(ConfirmationReason.DUPLICATES);
        assertThat(check.containment()).isEqualTo(0.25);
        assertThat(check.matches()).isEqualTo(2);
        assertThat(check.hasAnswered()).isTrue();
        assertThat(check.isUnderWay()).isFalse();
        assertThat(check.needsReview()).isFalse();
        finished(2, ResultState.NONE, "[]");
        assertThat(found(tables -> tables.workOrders().lockCheck(key)).orElseThrow())
                .satisfies(now -> assertThat(now.clean()).isTrue());
    }

    @Test
    void theLockedCheckTellsThatAReviewerHasToAgree() {
        finished(1, ResultState.DUPLICATES, "[\"DUPLICATES\", \"REVIEW\"]");
        assertThat(in(tables -> tables.workOrders().lockCheck(key))
                        .orElseThrow()
                        .needsReview())
                .isTrue();
    }

    @Test
    void aSubmissionWithoutTitleIsCalledByItsIdAndOneThatIsGoneNamesNobody() {
        keepSubmission(1);
        Submitted kept = in(tables -> tables.workOrders().submitted(key, 1));
        assertThat(kept.title()).isEqualTo(key.businessId());
        assertThat(kept.phone()).isEqualTo("13812345678");
        assertThat(kept).hasToString("Submitted[" + key + ", 1]");
        assertThat(kept.withWorkOrder("other").workOrderId()).isEqualTo("other");
        Submitted gone = in(tables -> tables.workOrders().submitted(key, 2));
        assertThat(gone.userId()).isNull();
        assertThat(gone.workOrderId()).isEqualTo(key.toString());
    }

    @Test
    void aCheckWithoutAVerdictIsNotCleanAndGivesNoReasons() {
        duplicates(1);
        sql(
                "update check_task set state = ?, result_state = null, verdict_id = null, result = null",
                CheckState.RUNNING.code());
        assertThat(found(tables -> tables.workOrders().lockCheck(key))).hasValueSatisfying(check -> {
            assertThat(check.clean()).isFalse();
            assertThat(check.reasons()).isEmpty();
            assertThat(check.containment()).isZero();
            assertThat(check.matches()).isZero();
        });
    }

    @Test
    void aSubmissionIsCalledByItsTitleWhereItHasOne() {
        keepSubmission(1);
        sql("update submission set title = ?", "智慧水务平台");
        assertThat(in(tables -> tables.workOrders().submitted(key, 1)).title()).isEqualTo("智慧水务平台");
        sql("update submission set title = null");
        assertThat(in(tables -> tables.workOrders().submitted(key, 1)).title()).isEqualTo(key.businessId());
    }

    @Test
    void anOrderIsWrittenWithItsHistoryAndReadAsItWas() {
        order(2, WorkOrderState.AWAITING_CONFIRMATION);
        WorkOrder submitted = in(tables -> tables.workOrders().order(key))
                .orElseThrow()
                .on(OrderTrigger.CONFIRMED, verdictId(2), now().plusSeconds(1))
                .orElseThrow()
                .withCommand("c-1");
        store.run(tables -> tables.workOrders().write(submitted, "自有成果", "user-1"));
        assertThat(found(tables -> tables.workOrders().order(key))).contains(submitted);
        assertThat(all(tables -> tables.workOrders().find("WO-" + key.businessId())))
                .containsExactly(submitted);
        assertThat(all(tables -> tables.workOrders().find("nobody's"))).isEmpty();
        assertThat(states()).containsExactly("AWAITING_CONFIRMATION 2", "SUBMITTED 2");
        assertThat(history()).last().satisfies(change -> {
            assertThat(change.userId()).isEqualTo("user-1");
            assertThat(change.reason()).isEqualTo("自有成果");
            assertThat(change.verdictId()).isEqualTo(verdictId(2));
            assertThat(change.at()).isEqualTo(now().plusSeconds(1));
        });
    }

    @Test
    void aPersonIsForgottenAndTheChangeStays() {
        WorkOrder order = order(1, WorkOrderState.AWAITING_CONFIRMATION);
        WorkOrder declined =
                order.on(OrderTrigger.DECLINED, verdictId(1), now()).orElseThrow();
        store.run(tables -> tables.workOrders().write(declined, "自有成果", "user-1"));
        assertThat(count(tables -> tables.workOrders().forgetPersons(now(), 10)))
                .isZero();
        assertThat(count(tables -> tables.workOrders().forgetPersons(now().plusSeconds(1), 10)))
                .isEqualTo(1);
        assertThat(count(tables -> tables.workOrders().forgetPersons(now().plusSeconds(1), 10)))
                .isZero();
        assertThat(history()).last().satisfies(change -> {
            assertThat(change.state()).isEqualTo(WorkOrderState.WITHDRAWN);
            assertThat(change.userId()).isNull();
            assertThat(change.reason()).isNull();
        });
    }

    @Test
    void commandsAreKeptInTheOrderOfTheirDecisionsAndGoOnceTheyWereSentLongAgo() {
        add("c2-" + key.businessId(), 1, daysAgo(9));
        add("c1-" + key.businessId(), 1, daysAgo(10));
        assertThat(unsent()).containsExactly("c2-" + key.businessId(), "c1-" + key.businessId());
        assertThat(all(tables -> tables.workOrderCommands().unsentOf(key)))
                .last()
                .satisfies(command -> assertThat(command.body()).isEqualTo("{\"revision\": 1}"))
                .satisfies(command -> assertThat(command.createdAt()).isEqualTo(daysAgo(10)));
        assertThat(count(tables -> tables.workOrderCommands().countUnsent())).isEqualTo(2);
        assertThat(count(tables -> tables.workOrderCommands().purge(now(), 100)))
                .as("none was sent")
                .isZero();

        String id = "c1-" + key.businessId();
        store.run(tables -> tables.workOrderCommands().markSent(id, daysAgo(5)));
        store.run(tables -> tables.workOrderCommands().markSent(id, daysAgo(1)));
        assertThat(unsent()).containsExactly("c2-" + key.businessId());
        assertThat(found(tables -> tables.workOrderCommands().body(id))).hasValue("{\"revision\": 1}");
        assertThat(count(tables -> tables.workOrderCommands().purge(daysAgo(5), 100)))
                .isZero();
        assertThat(count(tables -> tables.workOrderCommands().purge(daysAgo(4), 100)))
                .isEqualTo(1);
        assertThat(found(tables -> tables.workOrderCommands().body(id))).isEmpty();
    }

    @Test
    void aCommandThatWasSetAsideHoldsUpNoOther() {
        String id = "c1-" + key.businessId();
        add(id, 1, now());
        add("c2-" + key.businessId(), 2, now());
        store.run(tables -> tables.workOrderCommands().setAside(id, now()));
        assertThat(unsent()).containsExactly("c2-" + key.businessId());
        assertThat(count(tables -> tables.workOrderCommands().countSetAside())).isEqualTo(1);
        assertThat(count(tables -> tables.workOrderCommands().countUnsent())).isEqualTo(1);
        assertThat(count(tables -> tables.workOrderCommands().failed(id))).isEqualTo(1);
        assertThat(count(tables -> tables.workOrderCommands().failed(id))).isEqualTo(2);
        store.run(tables -> tables.workOrderCommands().markSent(id, now()));
        store.run(tables -> tables.workOrderCommands().setAside(id, now()));
        assertThat(count(tables -> tables.workOrderCommands().countSetAside()))
                .as("it has gone")
                .isZero();
    }

    @Test
    void theFirstAnswerOfTheModuleCountsAndOnlyOnItsOwnCommand() {
        String id = "c1-" + key.businessId();
        add(id, 1, now());
        assertThat(answers(new BusinessKey("lixiang", "another"), id)).isFalse();
        assertThat(answers(key, "no-command")).isFalse();
        assertThat(holds(tables -> tables.workOrderCommands().isAnswered(id))).isFalse();
        assertThat(answers(key, id)).isTrue();
        assertThat(answers(key, id)).isFalse();
        assertThat(holds(tables -> tables.workOrderCommands().isAnswered(id))).isTrue();
        assertThat(holds(tables -> tables.workOrderCommands().isAnswered("kept no longer")))
                .isTrue();
    }

    private boolean answers(BusinessKey of, String commandId) {
        return holds(tables -> tables.workOrderCommands()
                .answer(of, commandId, org.dupcheck.contract.WorkOrderEvent.Kind.REJECTED, "no budget", now()));
    }

    private List<String> unsent() {
        return all(tables -> tables.workOrderCommands().unsentOf(key)).stream()
                .map(UnsentCommand::commandId)
                .toList();
    }

    @Test
    void whatTheDatabaseRefusesIsToldAsTheRuntimeDoes() {
        WorkOrder order = WorkOrder.first(submitted(1), now()).withCommand("x".repeat(37));
        assertThatThrownBy(() -> store.run(tables -> tables.workOrders().write(order, null, null)))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("22001"));
        assertThat(states()).isEmpty();
    }

    private void add(String commandId, long revision, Instant time) {
        WorkOrderCommand command = new WorkOrderCommand(
                commandId,
                WorkOrderCommand.Kind.SUBMIT,
                "WO-" + key.businessId(),
                key.businessType(),
                key.businessId(),
                revision,
                verdictId(revision),
                false,
                time);
        store.run(tables -> tables.workOrderCommands().add(command, "{\"revision\": " + revision + "}", time));
    }

    private List<WorkOrderChange> history() {
        return all(tables -> tables.workOrders()
                .order(key)
                .map(order -> tables.workOrders().history(order))
                .orElse(List.of()));
    }

    private List<String> states() {
        return history().stream()
                .map(change -> change.state() + " " + change.revision())
                .toList();
    }
}
