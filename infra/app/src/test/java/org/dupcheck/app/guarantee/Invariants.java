package org.dupcheck.app.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.app.guarantee.Workload.Operation;
import org.dupcheck.app.guarantee.Workload.Revision;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.Store;
import org.dupcheck.store.audit.AuditChain;

/** What must hold once all is done. Every breach is a sentence; a list without any is a pass. */
final class Invariants {
    private final Workload workload;
    private final Database database;
    private final Map<Revision, Operation> sent;
    private final Map<String, Operation> newest;
    private final JsonCodec codec = new JsonCodec();
    private final List<String> breaches = new ArrayList<>();

    Invariants(Workload workload, Database database) {
        this.workload = workload;
        this.database = database;
        this.sent = workload.byRevision();
        this.newest = workload.newest();
    }

    private record Task(long revision, CheckState state, Integer resultState, String verdictId, String result) {}

    private record StoredVerdict(Revision of, String id, String hash, int resultState, String body) {}

    List<String> breaches(List<ConsumerRecord<String, byte[]>> commandRecords) {
        Map<String, StoredVerdict> verdicts = verdicts();
        everyDocumentEndsWithItsNewestRevision(verdicts);
        everyVerdictIsTheRightOneOfSomethingSent(verdicts);
        everyPreCheckEndsWithItsNewestRevision();
        revisionsNeverFall();
        nothingHappenedForASupersededRevision();
        commandsAreDueAndGivenOnce(verdicts, commandRecords);
        workOrdersStandAsTheirDocuments();
        everySubmitIsInTheAuditLogOnce();
        return breaches;
    }

    private void everyDocumentEndsWithItsNewestRevision(Map<String, StoredVerdict> verdicts) {
        Map<String, Task> tasks = new HashMap<>();
        database.read(session -> session.query(
                "select business_id, revision, state, result_state, verdict_id, result from check_task",
                row -> tasks.put(
                        row.getString(1),
                        new Task(
                                row.getLong(2),
                                CheckState.ofCode(row.getInt(3)),
                                (Integer) row.getObject(4),
                                row.getString(5),
                                row.getString(6)))));
        newest.forEach((id, operation) -> {
            Task task = tasks.get(id);
            if (task == null || task.revision != operation.revision()) {
                breach(id + " should end with revision " + operation.revision() + ", not " + task);
            } else if (operation.withdraws()) {
                check(task.state == CheckState.WITHDRAWN, id + " is withdrawn, and stands as " + task);
            } else {
                StoredVerdict verdict = verdicts.get(task.verdictId);
                boolean right = task.state == CheckState.FINISHED
                        && task.resultState == operation.expected().code()
                        && verdict != null
                        && verdict.of.equals(operation.key())
                        && verdict.body.equals(task.result);
                check(right, id + " should be finished as " + operation.expected() + ", and stands as " + task);
            }
        });
        check(tasks.size() == newest.size(), tasks.size() + " documents have a task, of " + newest.size());
    }

    private Map<String, StoredVerdict> verdicts() {
        Map<String, StoredVerdict> verdicts = new HashMap<>();
        database.read(session -> session.query(
                "select verdict_id, business_id, revision, content_hash, result_state, body from verdict"
                        + " where mode = 'SUBMIT'",
                row -> verdicts.put(
                        row.getString(1),
                        new StoredVerdict(
                                new Revision(row.getString(2), row.getLong(3)),
                                row.getString(1),
                                row.getString(4),
                                row.getInt(5),
                                row.getString(6)))));
        return verdicts;
    }

    private void everyVerdictIsTheRightOneOfSomethingSent(Map<String, StoredVerdict> verdicts) {
        Set<Revision> judged = new HashSet<>();
        for (StoredVerdict verdict : verdicts.values()) {
            Operation operation = sent.get(verdict.of);
            if (operation == null || operation.withdraws()) {
                breach("there is a verdict of " + verdict.of + ", which was never sent for a check");
                continue;
            }
            check(judged.add(verdict.of), verdict.of + " has two verdicts");
            check(
                    verdict.hash.equals(ContentHash.of(operation.submission())),
                    verdict.of + " has a verdict of another text");
            check(
                    verdict.resultState == operation.expected().code(),
                    verdict.of + " should be " + operation.expected());
            Verdict body = codec.read(verdict.body, Verdict.class);
            check(
                    body.verdictId().equals(verdict.id) && body.revision() == verdict.of.revision(),
                    verdict.of + " has a verdict that tells of another");
        }
    }

    private void everyPreCheckEndsWithItsNewestRevision() {
        Map<CheckKey, String> found = new HashMap<>();
        database.read(session -> session.query(
                "select p.business_id, p.section_key, p.revision, p.state, v.result_state, v.mode, v.content_hash"
                        + " from pre_check p left join verdict v on v.verdict_id = p.verdict_id",
                row -> found.put(
                        new CheckKey(
                                new BusinessKey(Workload.TYPE, row.getString(1)),
                                row.getString(2).isEmpty() ? null : row.getString(2)),
                        String.join(
                                " ",
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7)))));
        Map<CheckKey, Operation> expected = workload.newestPreChecks();
        expected.forEach((key, operation) -> {
            String wanted = String.join(
                    " ",
                    Long.toString(operation.revision()),
                    Integer.toString(CheckState.FINISHED.code()),
                    Integer.toString(operation.expected().code()),
                    Mode.PRECHECK.name(),
                    ContentHash.of(operation.submission()));
            check(
                    wanted.equals(found.get(key)),
                    "the pre-check of " + key + " should stand as " + wanted + ", not " + found.get(key));
        });
        check(found.size() == expected.size(), found.size() + " pre-checks have a row, of " + expected.size());
    }

    private void revisionsNeverFall() {
        strings("select business_id || ' fell from revision ' || old_revision || ' to ' || revision from audit.task"
                        + " where revision < old_revision")
                .forEach(this::breach);
        strings("select business_id || ' revision ' || revision || ' came back from state ' || old_state"
                        + " from audit.task where revision = old_revision and old_state in (2, 5)"
                        + " and not (old_state = 2 and state = 5)")
                .forEach(this::breach);
    }

    /** Whatever was written for a revision was written while that revision was the newest and had its verdict. */
    private void nothingHappenedForASupersededRevision() {
        strings("select what || ' of ' || business_id || ' revision ' || revision || ' was written at revision '"
                        + " || task_revision || ' in state ' || task_state from audit.effect"
                        + " where revision <> task_revision or task_state <> 2")
                .forEach(this::breach);
        strings("select 'message of ' || m.business_id || ' revision ' || m.revision || ' without a verdict'"
                        + " from site_message m where not exists (select 1 from verdict v where"
                        + " v.business_id = m.business_id and v.revision = m.revision)")
                .forEach(this::breach);
    }

    /** Of each document's commands, in the order of the topic, each names the one that it replaces or takes back. */
    private void commandsAreDueAndGivenOnce(
            Map<String, StoredVerdict> verdicts, List<ConsumerRecord<String, byte[]>> records) {
        Map<String, WorkOrderCommand> commands = new HashMap<>();
        Set<Revision> given = new HashSet<>();
        Map<String, WorkOrderCommand> standing = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            WorkOrderCommand command = codec.read(record.key(), record.value(), WorkOrderCommand.class);
            WorkOrderCommand twin = commands.putIfAbsent(command.commandId(), command);
            check(twin == null || twin.equals(command), command.commandId() + " came with two contents");
            if (twin != null) {
                continue; // published again by a node that could not mark it
            }
            WorkOrderCommand before = standing.get(command.businessId());
            check(
                    Objects.equals(command.replaces(), before == null ? null : before.commandId()),
                    command + " does not name the command before it, " + before);
            if (command.kind() == WorkOrderCommand.Kind.CANCEL) {
                standing.remove(command.businessId());
                continue;
            }
            standing.put(command.businessId(), command);
            Revision of = new Revision(command.businessId(), command.revision());
            check(given.add(of), of + " was submitted by two commands");
            StoredVerdict verdict = verdicts.get(command.verdictId());
            Operation operation = sent.get(of);
            check(verdict != null && verdict.of.equals(of), of + " was submitted without a verdict of its own");
            check(operation != null && operation.submitsWorkOrder(), of + " was submitted, which was not to be");
        }
        newest.forEach((id, operation) -> {
            WorkOrderCommand last = standing.get(id);
            if (operation.submitsWorkOrder()) {
                check(
                        last != null && last.revision() == operation.revision(),
                        operation.key() + " is clean, and the module has " + last);
            } else if (operation.withdraws()) {
                check(last == null, id + " is withdrawn, and the module has " + last);
            }
        });
        Set<String> decided = new HashSet<>(strings("select command_id from work_order_command"));
        check(decided.equals(commands.keySet()), "the commands decided on are not those sent");
    }

    private void workOrdersStandAsTheirDocuments() {
        Map<String, String> states = new HashMap<>();
        database.read(session -> session.query(
                "select business_id, revision || ' ' || state from work_order",
                row -> states.put(row.getString(1), row.getString(2))));
        newest.values().stream()
                .filter(operation -> operation.submission().mode() == Mode.SUBMIT)
                .forEach(operation -> {
                    String state = operation.expected() == ResultState.NONE ? "SUBMITTED" : "AWAITING_CONFIRMATION";
                    String found = states.get(operation.id());
                    check(
                            (operation.revision() + " " + state).equals(found),
                            operation.key() + " should have its work order " + state + ", not " + found);
                });
    }

    private void everySubmitIsInTheAuditLogOnce() {
        String fault = Store.on(database)
                .inTransaction(tables -> tables.auditLog().verify(new AuditChain(null)))
                .fault();
        check(fault == null, "the audit log is not whole: " + fault);
        check(
                strings("select detail from audit_log where action in ('SUBMITTED', 'CONFIRMED', 'AGREED') order by 1")
                        .equals(
                                strings(
                                        "select command_id from work_order_command where body ->> 'kind' = 'SUBMIT' order by 1")),
                "the audit log tells of other commands than were decided on");
    }

    private List<String> strings(String sql) {
        return database.read(session -> session.query(sql, row -> row.getString(1)));
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            breach(otherwise);
        }
    }

    private void breach(String sentence) {
        breaches.add(sentence);
    }

    /** What was at stake: how often each thing happened. */
    String counts() {
        return String.join(
                ", ",
                workload.operations().size() + " messages",
                count("check_task", "documents"),
                count("pre_check", "pre-checks"),
                count("verdict", "verdicts"),
                count("verdict where body->>'reason' = 'UNCHANGED'", "of them unchanged"),
                count("audit.task where state = 4", "scans stopped"),
                count("audit.task where state = 1 and old_state = 1 and revision = old_revision", "begun again"),
                count("check_task where state = 5", "documents withdrawn"),
                count("work_order_command", "commands"),
                count("site_message", "messages"));
    }

    private String count(String from, String what) {
        return strings("select count(*)::text from " + from).get(0) + " " + what;
    }
}
