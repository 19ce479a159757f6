package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderEvent;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.deliveries.DeliveryViews;
import org.dupcheck.store.deliveries.NewDelivery;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.operators.FailedChecks;
import org.dupcheck.store.workorders.CommandState;
import org.dupcheck.store.workorders.CommandViews;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrder;
import org.junit.jupiter.api.Test;

/** What operators see of commands, messages and failed checks, and what they have done once more. */
final class OperatorListsTest extends StoreTest {
    private static final CommandViews.After NEWEST = new CommandViews.After(Instant.parse("2100-01-01T00:00:00Z"), "");
    private static final DeliveryViews.After NEWEST_MESSAGE = new DeliveryViews.After(NEWEST.createdAt(), "");

    private String command(String name, long revision) {
        String id = name + "-" + key.businessId();
        WorkOrderCommand command = new WorkOrderCommand(
                id,
                WorkOrderCommand.Kind.SUBMIT,
                "WO",
                key.businessType(),
                key.businessId(),
                revision,
                verdictId(revision),
                false,
                now());
        store.run(tables ->
                tables.workOrderCommands().add(command, "{\"kind\": \"SUBMIT\", \"workOrderId\": \"WO\"}", now()));
        clock.advance(Duration.ofMinutes(1));
        return id;
    }

    private List<String> ofOrder(String workOrderId) {
        WorkOrder order = WorkOrder.first(new Submitted(key, 1, workOrderId, "", null, null, null), now());
        return all(tables -> tables.commandViews().of(order)).stream()
                .map(CommandViews.Listed::commandId)
                .toList();
    }

    private static List<String> commands(CommandState state, String type) {
        return all(tables -> tables.commandViews().list(state, type, NEWEST, 10)).stream()
                .map(CommandViews.Listed::commandId)
                .toList();
    }

    private static CommandViews.Listed listed(String id) {
        return found(tables -> tables.commandViews().find(id)).orElseThrow();
    }

    @Test
    void commandsAreListedByHowTheyStandNewestFirst() {
        String aside = command("a", 1);
        String unsent = command("b", 2);
        String sent = command("c", 3);
        String answered = command("d", 4);
        store.run(tables -> tables.workOrderCommands().setAside(aside, now()));
        store.run(tables -> tables.workOrderCommands().markSent(sent, now()));
        store.run(tables -> tables.workOrderCommands().markSent(answered, now()));
        assertThat(holds(tables -> tables.workOrderCommands()
                        .answer(key, answered, WorkOrderEvent.Kind.REJECTED, "no budget", now())))
                .isTrue();

        assertThat(commands(null, null)).containsExactly(answered, sent, unsent, aside);
        assertThat(commands(CommandState.SET_ASIDE, null)).containsExactly(aside);
        assertThat(commands(CommandState.UNSENT, null)).containsExactly(unsent);
        assertThat(commands(CommandState.UNANSWERED, null)).containsExactly(sent);
        assertThat(commands(CommandState.REJECTED, null)).containsExactly(answered);
        assertThat(commands(CommandState.ACCEPTED, null)).isEmpty();
        assertThat(commands(null, "another")).isEmpty();
        CommandViews.Listed last = listed(sent);
        CommandViews.After after = new CommandViews.After(last.createdAt(), last.commandId());
        assertThat(all(tables -> tables.commandViews().list(null, key.businessType(), after, 1)))
                .extracting(CommandViews.Listed::commandId)
                .containsExactly(unsent);
        assertThat(listed(answered).state()).isEqualTo(CommandState.REJECTED);
        assertThat(listed(answered).answerReason()).isEqualTo("no budget");
        assertThat(listed(aside).isRetriable()).as("later ones have gone out").isFalse();
        assertThat(ofOrder("WO")).containsExactly(aside, unsent, sent, answered);
        assertThat(ofOrder("another")).isEmpty();
    }

    @Test
    void aCommandThatWasSetAsideIsDueAgainWithAllItsTries() {
        String id = command("a", 1);
        assertThat(count(tables -> tables.workOrderCommands().failed(id))).isEqualTo(1);
        store.run(tables -> tables.workOrderCommands().setAside(id, now()));
        assertThat(listed(id).isRetriable()).isTrue();
        store.run(tables ->
                tables.commandViews().giveBack(tables.commandViews().lock(id).orElseThrow()));
        assertThat(listed(id).state()).isEqualTo(CommandState.UNSENT);
        assertThat(listed(id).tries()).isZero();
        assertThat(overdue(DueKind.COMMANDS)).isEqualTo(1);
        assertThat(all(tables -> tables.workOrderCommands().unsentOf(key))).hasSize(1);
    }

    private String message(String channel, String occasion) {
        store.run(tables -> tables.deliveries()
                .add(
                        new NewDelivery(channel, key, 1, occasion, occasion, null, "13812345678", null, null, "text"),
                        now()));
        clock.advance(Duration.ofMinutes(1));
        return column("select delivery_id from delivery where kind = ? and channel = ?", occasion, channel)
                .get(0);
    }

    private static DeliveryViews.Listed messageOf(String id) {
        return found(tables -> tables.deliveryViews().find(id)).orElseThrow();
    }

    private static List<String> messages(String channel, DeliveryState state, String type) {
        DeliveryViews.Filter filter = new DeliveryViews.Filter(channel, state, type, null);
        return all(tables -> tables.deliveryViews().list(filter, NEWEST_MESSAGE, 10)).stream()
                .map(DeliveryViews.Listed::deliveryId)
                .toList();
    }

    @Test
    void messagesOfAllChannelsAreListedNewestFirst() {
        String first = message("SMS", "REMINDER");
        String second = message("EMAIL", "REMINDER");
        sql("update delivery set state = 'FAILED', error = 'refused' where delivery_id = ?", first);
        assertThat(messages(null, null, null)).containsExactly(second, first);
        assertThat(messages("SMS", null, null)).containsExactly(first);
        assertThat(messages(null, DeliveryState.FAILED, null)).containsExactly(first);
        assertThat(messages(null, null, "another")).isEmpty();
        assertThat(messageOf(first).isUnsettled()).isTrue();
        assertThat(messageOf(first).error()).isEqualTo("refused");
        assertThat(messageOf(second).isUnsettled()).isFalse();
    }

    /** At its end a message has lost its number; the submission still has it. */
    @Test
    void aMessageGoesAgainToTheNumberOfTheSubmissionAndAnOldOutcomeIsNotTheNewOne() {
        String id = message("SMS", "REMINDER");
        begin(id);
        assertThat(holds(tables -> tables.attempts().setOutcome(id, 1, DeliveryState.FAILED, "no such number", now())))
                .isTrue();
        assertThat(messageOf(id).hasAddress()).isFalse();
        keepSubmission(1);
        assertThat(messageOf(id).hasAddress()).isTrue();
        sql("delete from due");
        store.run(tables ->
                tables.deliveryViews().resend(tables.deliveryViews().lock(id).orElseThrow(), now()));
        assertThat(column("select state || ' ' || recipient || ' ' || attempts from delivery"))
                .containsExactly("INTENT 13812345678 1");
        assertThat(overdue(DueKind.DELIVERY_SMS)).isEqualTo(1);
        begin(id);
        assertThat(holds(tables -> tables.attempts().setOutcome(id, 1, DeliveryState.SENT, null, now())))
                .as("of the attempt before")
                .isFalse();
    }

    @Test
    void aFailedCheckTellsWhatWasSubmittedWhileThatIsKept() {
        assertThat(found(tables -> tables.failedChecks().find(key))).isEmpty();
        duplicates(1);
        sql("update check_task set state = 3, result_state = null, verdict_id = null, error = 'broken'");
        FailedChecks.Checked without =
                found(tables -> tables.failedChecks().find(key)).orElseThrow();
        assertThat(without.state()).isEqualTo(CheckState.FAILED);
        assertThat(without.error()).isEqualTo("broken");
        assertThat(without.content()).isNull();
        keepSubmission(1);
        assertThat(found(tables -> tables.failedChecks().find(key)).map(FailedChecks.Checked::content))
                .contains(new FailedChecks.Content(
                        " ", "[]", "[]", "user-1", "13812345678", "zh-CN", "WO-" + key.businessId()));
    }

    private static List<Long> failed(Set<String> types, FailedChecks.After after, int limit) {
        return all(tables -> tables.failedChecks().list(types, after, limit)).stream()
                .map(FailedChecks.Failed::revision)
                .toList();
    }

    @Test
    void failedChecksAreCountedAndListedNewestFirst() {
        FailedChecks.After start = new FailedChecks.After(NEWEST.createdAt(), Long.MAX_VALUE);
        for (int i = 1; i <= 4; i++) {
            sql(
                    "insert into check_task (business_type, business_id, revision, mode, state, create_time, update_time,"
                            + " record_partition, record_offset, record_time) values (?, ?, ?, 'SUBMIT', ?, ?, now(), 0, 0, now())",
                    i == 2 ? "other" : "one",
                    "F-" + i,
                    i,
                    i == 4 ? 1 : 3,
                    now());
        }
        assertThat(count(tables -> tables.systemFigures().toDo(null).failed())).isEqualTo(3);
        assertThat(count(tables -> tables.systemFigures().toDo(Set.of("other")).failed()))
                .isEqualTo(1);
        assertThat(count(tables -> tables.systemFigures().toDo(Set.of()).failed()))
                .isZero();
        assertThat(failed(null, start, 10)).containsExactly(3L, 2L, 1L);
        assertThat(failed(Set.of("one"), start, 10)).containsExactly(3L, 1L);
        assertThat(failed(Set.of(), start, 10)).isEmpty();
        FailedChecks.Failed last =
                all(tables -> tables.failedChecks().list(null, start, 1)).get(0);
        assertThat(failed(null, new FailedChecks.After(last.submittedAt(), last.id()), 1))
                .containsExactly(2L);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(Optional.empty())
                .isEqualTo(found(tables -> tables.commandViews().lock("none")))
                .isEqualTo(found(tables -> tables.deliveryViews().lock("none")))
                .isEqualTo(found(tables -> tables.failedChecks().find(new BusinessKey("a", "b"))));
    }
}
