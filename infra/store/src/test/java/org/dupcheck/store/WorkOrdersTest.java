package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.runtime.database.DatabaseException;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.UnsentCommand;
import org.dupcheck.store.workorders.WorkOrderChange;
import org.dupcheck.store.workorders.WorkOrderState;
import org.junit.jupiter.api.Test;

/** Work orders and their commands. */
class WorkOrdersTest extends StoreTest {
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
        assertThat(check.awaitsDecisionOn(verdictId(1))).isTrue();
        assertThat(check.awaitsDecisionOn(verdictId(2))).isFalse();
        finished(2, ResultState.NONE, "[]");
        assertThat(found(tables -> tables.workOrders().lockCheck(key)).orElseThrow())
                .satisfies(now -> assertThat(now.clean()).isTrue())
                .satisfies(now -> assertThat(now.awaitsDecisionOn(verdictId(2))).isFalse());
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
    void anOrderIsTakenOverByANewerRevisionAndByNoOlderOne() {
        assertThat(begin(2, WorkOrderState.SUBMITTED)).isTrue();
        assertThat(begin(2, WorkOrderState.SUBMITTED)).isFalse();
        assertThat(begin(1, WorkOrderState.SUBMITTED)).isFalse();
        assertThat(begin(3, WorkOrderState.AWAITING_CONFIRMATION)).isTrue();
        assertThat(states()).containsExactly("SUBMITTED 2", "AWAITING_CONFIRMATION 3");
        assertThat(found(tables -> tables.workOrders().find("WO-" + key.businessId())))
                .hasValueSatisfying(order -> {
                    assertThat(order.state()).isEqualTo(WorkOrderState.AWAITING_CONFIRMATION);
                    assertThat(order.key()).isEqualTo(key);
                    assertThat(order.revision()).isEqualTo(3);
                    assertThat(order.verdictId()).isEqualTo(verdictId(3));
                });
        assertThat(found(tables -> tables.workOrders().find("nobody's"))).isEmpty();
        assertThat(holds(tables -> tables.workOrders().hasBegun(key, 3, verdictId(3))))
                .isTrue();
        assertThat(holds(tables -> tables.workOrders().hasBegun(key, 2, verdictId(2))))
                .isFalse();
    }

    @Test
    void aWithdrawnOrderIsBegunAgainUnlessTheApplicantHasDeclinedThisVerdict() {
        begin(1, WorkOrderState.AWAITING_CONFIRMATION);
        store.run(tables -> tables.workOrders().withdraw(key, 1, now()));
        assertThat(begin(1, WorkOrderState.AWAITING_CONFIRMATION))
                .as("sent again")
                .isTrue();
        decide(1, Decision.WITHDRAW);
        assertThat(begin(1, WorkOrderState.AWAITING_CONFIRMATION))
                .as("declined")
                .isFalse();
        assertThat(holds(tables -> tables.workOrders()
                        .begin(submitted(1), "another verdict", WorkOrderState.AWAITING_CONFIRMATION, now())))
                .isTrue();
        store.run(tables -> tables.workOrders().withdraw(key, 1, now()));
        assertThat(begin(1, WorkOrderState.AWAITING_CONFIRMATION))
                .as("still declined")
                .isFalse();
        assertThat(begin(2, WorkOrderState.AWAITING_CONFIRMATION)).isTrue();
    }

    @Test
    void aDecisionIsMadeOnceAndTellsWhoMadeItUntilThatIsForgotten() {
        begin(1, WorkOrderState.AWAITING_CONFIRMATION);
        assertThat(decide(1, Decision.CONFIRM)).hasValue("WO-" + key.businessId());
        assertThat(decide(1, Decision.WITHDRAW)).isEmpty();
        assertThat(history()).last().satisfies(change -> {
            assertThat(change.userId()).isEqualTo("user-1");
            assertThat(change.reason()).isEqualTo("自有成果");
            assertThat(change.verdictId()).isEqualTo(verdictId(1));
            assertThat(change.at()).isEqualTo(now());
        });
        assertThat(count(tables -> tables.workOrders().forgetPersons(now(), 10)))
                .isZero();
        assertThat(count(tables -> tables.workOrders().forgetPersons(now().plusSeconds(1), 10)))
                .isEqualTo(1);
        assertThat(count(tables -> tables.workOrders().forgetPersons(now().plusSeconds(1), 10)))
                .isZero();
        assertThat(history()).last().satisfies(change -> {
            assertThat(change.state()).isEqualTo(WorkOrderState.SUBMITTED);
            assertThat(change.userId()).isNull();
            assertThat(change.reason()).isNull();
        });
    }

    @Test
    void aCommandIsKeptOncePerRevisionAndGoesOnceItWasSentLongAgo() {
        duplicates(1);
        add("c1-" + key.businessId(), 1, daysAgo(10));
        add("c2-" + key.businessId(), 1, daysAgo(9));
        assertThat(all(tables -> tables.workOrderCommands().unsentOf(key, verdictId(1))))
                .extracting(UnsentCommand::commandId)
                .containsExactly("c1-" + key.businessId());
        assertThat(all(tables -> tables.workOrderCommands().unsentSince(daysAgo(9), 1_000)))
                .filteredOn(command -> command.key().equals(key))
                .singleElement()
                .satisfies(command -> assertThat(command.body()).isEqualTo("{\"revision\": 1}"))
                .satisfies(command -> assertThat(command.createdAt()).isEqualTo(daysAgo(10)));
        assertThat(count(tables -> tables.workOrderCommands().countUnsent())).isPositive();
        assertThat(count(tables -> tables.workOrderCommands().purge(now(), 100)))
                .as("it was not sent")
                .isZero();

        String id = "c1-" + key.businessId();
        assertThat(holds(tables -> tables.workOrderCommands().isUnsent(id))).isTrue();
        store.run(tables -> tables.workOrderCommands().markSent(id, daysAgo(5)));
        store.run(tables -> tables.workOrderCommands().markSent(id, daysAgo(1)));
        assertThat(holds(tables -> tables.workOrderCommands().isUnsent(id))).isFalse();
        assertThat(count(tables -> tables.workOrderCommands().purge(daysAgo(5), 100)))
                .isZero();
        assertThat(count(tables -> tables.workOrderCommands().purge(daysAgo(4), 100)))
                .isEqualTo(1);
    }

    @Test
    void whatTheDatabaseRefusesIsToldAsTheRuntimeDoes() {
        assertThatThrownBy(() -> in(tables ->
                        tables.workOrders().begin(submitted(1), "x".repeat(37), WorkOrderState.SUBMITTED, now())))
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
        return in(tables -> tables.workOrders().history("WO-" + key.businessId()));
    }

    private List<String> states() {
        return history().stream()
                .map(change -> change.state() + " " + change.revision())
                .toList();
    }
}
