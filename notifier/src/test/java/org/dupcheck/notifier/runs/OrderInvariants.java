package org.dupcheck.notifier.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderCommand.Kind;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.runs.Document.Found;
import org.dupcheck.store.Store;
import org.dupcheck.store.audit.AuditedEntry;

/** What must hold of a document once all is done. Each breach is a sentence. */
final class OrderInvariants {
    private static final Set<String> SUBMITTING = Set.of("SUBMITTED", "CONFIRMED", "AGREED");

    private final StoredRows tables;
    private final Document document;
    private final List<WorkOrderCommand> records;
    private final List<String> answers;
    private final Set<String> rejected;
    private final List<Long> told;
    private final List<String> breaches = new ArrayList<>();

    /**
     * @param records of the topic, in their order
     * @param rejected ids of the commands that the module takes none of, in the order of its answers
     * @param told which revisions were told of, in the order of the messages; as they were written, for one may be taken over
     *     to a later revision that says the same
     */
    OrderInvariants(
            StoredRows tables,
            Document document,
            List<WorkOrderCommand> records,
            List<String> rejected,
            Collection<Long> told) {
        this.tables = tables;
        this.document = document;
        this.records = records;
        this.answers = rejected;
        this.rejected = Set.copyOf(rejected);
        this.told = List.copyOf(told);
    }

    /** Empty where all is well. */
    List<String> breaches() {
        List<WorkOrderCommand> commands = distinct();
        commands.stream().filter(command -> command.kind() == Kind.SUBMIT).forEach(this::isDue);
        WorkOrderCommand standing = chained(commands);
        endsAsItShould(standing);
        whatIsGivenUpIsTakenBack(commands, standing);
        whoIsAskedIsRemindedOrGivenUp();
        everyDecisionHasAnOutcome();
        messagesDoNotGoBack();
        everySubmitIsAuditedOnce(commands);
        return breaches;
    }

    /** How many records more than commands there are. */
    int twins() {
        return records.size() - distinct().size();
    }

    private List<WorkOrderCommand> distinct() {
        Map<String, WorkOrderCommand> seen = new HashMap<>();
        List<WorkOrderCommand> commands = new ArrayList<>();
        for (WorkOrderCommand record : records) {
            WorkOrderCommand twin = seen.putIfAbsent(record.commandId(), record);
            check(twin == null || twin.equals(record), record.commandId() + " came with two contents");
            if (twin == null) {
                commands.add(record);
            }
        }
        return commands;
    }

    /** Only clean, or confirmed for those very findings, and agreed to where the policy asks for that. */
    private void isDue(WorkOrderCommand command) {
        Found found = document.found(command.verdictId());
        check(found != null && found.revision() == command.revision(), command + " rests on no verdict of its own");
        if (found == null || found.isClean()) {
            return;
        }
        check(command.confirmed(), command + " is not clean and does not say that it was confirmed");
        check(
                document.decisions().stream()
                        .filter(decision -> decision.decision() == Decision.CONFIRM)
                        .anyMatch(decision -> found.saysTheSameAs(document.found(decision.verdictId()))),
                command + " was submitted, and nobody has confirmed " + found);
        check(
                !found.needsReview() || document.wasAgreed(found),
                command + " was submitted, and no reviewer has agreed");
    }

    /**
     * Each names the one that it replaces or takes back, by what was known of the module's answers; a revision is submitted
     * once. What the module has at the end, by all its answers.
     */
    private WorkOrderCommand chained(List<WorkOrderCommand> commands) {
        Set<Long> submitted = new HashSet<>();
        Map<String, WorkOrderCommand> before = new LinkedHashMap<>();
        KnownAnswers known = new KnownAnswers(answers);
        for (WorkOrderCommand command : commands) {
            WorkOrderCommand named = command.replaces() == null ? null : before.get(command.replaces());
            check(command.replaces() == null || named != null, command + " names no command before it");
            check(named == null || named.kind() == Kind.SUBMIT, command + " names " + named);
            boolean submits = command.kind() == Kind.SUBMIT;
            check(!submits || submitted.add(command.revision()), command.revision() + " was submitted twice");
            check(
                    known.mayName(command.replaces(), List.copyOf(before.values())),
                    command + " does not name what the module has, after " + before.values() + ", of which it rejected "
                            + answers);
            before.put(command.commandId(), command);
        }
        return before.get(KnownAnswers.standing(commands, rejected));
    }

    /** Unless the module has refused to. */
    private void whatIsGivenUpIsTakenBack(List<WorkOrderCommand> commands, WorkOrderCommand standing) {
        String order = state();
        if (standing == null || !(order.equals("WITHDRAWN") || order.equals("EXPIRED"))) {
            return;
        }
        boolean refused = commands.stream()
                .anyMatch(command -> command.kind() == Kind.CANCEL
                        && rejected.contains(command.commandId())
                        && standing.commandId().equals(command.replaces()));
        check(refused, "the order is " + order + ", and the module has " + standing);
    }

    private void whoIsAskedIsRemindedOrGivenUp() {
        check(
                !state().equals("AWAITING_CONFIRMATION")
                        || tables.due(document.key()).contains("EXPIRY " + document.key()),
                "the order waits for ever");
    }

    private String state() {
        List<String> orders = tables.workOrder(document.key());
        return orders.isEmpty() ? "none" : orders.get(0).split(" ", 2)[0];
    }

    private void endsAsItShould(WorkOrderCommand standing) {
        BusinessKey key = document.key();
        List<String> orders = tables.workOrder(key);
        String[] first =
                orders.isEmpty() ? new String[] {"none", "0"} : orders.get(0).split(" ");
        String order = first[0];
        long revision = Long.parseLong(first[1]);
        Found found = document.current();
        boolean isSubmitted = order.equals("SUBMITTED");
        boolean has = standing != null && standing.revision() == revision;
        check(
                !has || isSubmitted || order.equals("WITHDRAWN") || order.equals("EXPIRED"),
                "the order is " + order + ", and the module has " + standing);
        check(
                has || !isSubmitted || wasRejected(revision),
                "the order is " + order + ", and the module has " + standing);
        check(
                found == null || revision == document.revision(),
                "the order is of " + revision + ", and there is a newer");
        if (document.state() == CheckState.WITHDRAWN) {
            check(order.equals("WITHDRAWN") || order.equals("none"), "it is withdrawn, and the order is " + order);
        } else if (found != null && found.isClean()) {
            check(
                    isSubmitted || order.equals("EXPIRED") || wasGivenUp(found),
                    "it is clean, and the order is " + order);
        } else if (found != null && (isConfirmed(found) || (document.staysConfirmed() && !hasExpired()))) {
            check(
                    !order.equals("AWAITING_CONFIRMATION") || wasGivenUp(found),
                    "it is confirmed, and the order waits for that: " + found);
        } else if (found != null) {
            check(!order.equals("WAITING_CHECK"), "it is checked, and the order waits for that");
        }
    }

    private boolean wasRejected(long revision) {
        return records.stream()
                .anyMatch(command -> command.kind() == Kind.SUBMIT
                        && command.revision() == revision
                        && rejected.contains(command.commandId()));
    }

    /** What was decided on after that came to nothing, and the text sent again after it is asked about once more. */
    private boolean hasExpired() {
        return tables.history(document.key()).stream().anyMatch(change -> change.startsWith("EXPIRED"));
    }

    /** Somebody has decided against it. */
    private boolean wasGivenUp(Found found) {
        return document.wasReturned()
                || document.decisions().stream()
                        .anyMatch(decision -> decision.decision() == Decision.WITHDRAW
                                && document.found(decision.verdictId()).text() == found.text());
    }

    /** The only decisions on the verdict of now are that it be submitted. */
    private boolean isConfirmed(Found found) {
        String id = document.currentId();
        List<Decision> on = document.decisions().stream()
                .filter(decision -> decision.verdictId().equals(id))
                .map(decision -> decision.decision())
                .toList();
        return !found.isClean() && !on.isEmpty() && !on.contains(Decision.WITHDRAW);
    }

    private void everyDecisionHasAnOutcome() {
        if (document.state() == CheckState.RUNNING) {
            return; // what counts is seen when there is an answer
        }
        tables.confirmations(document.key()).stream()
                .filter(decision -> decision.endsWith("PENDING"))
                .forEach(decision -> breaches.add("a decision waits for ever: " + decision));
    }

    private void messagesDoNotGoBack() {
        long newest = 0;
        for (long revision : told) {
            check(revision >= newest, "revision " + revision + " was told of after " + newest);
            newest = Math.max(newest, revision);
        }
    }

    private void everySubmitIsAuditedOnce(List<WorkOrderCommand> commands) {
        List<AuditedEntry> entries = Store.on(tables.database())
                .read(within -> within.auditLog().before(null, document.key().toString(), Long.MAX_VALUE, 1_000));
        List<String> audited = entries.stream()
                .filter(entry -> SUBMITTING.contains(entry.action()))
                .map(AuditedEntry::detail)
                .sorted()
                .toList();
        List<String> submits = commands.stream()
                .filter(command -> command.kind() == Kind.SUBMIT)
                .map(WorkOrderCommand::commandId)
                .sorted()
                .toList();
        check(audited.equals(submits), "the audit log has " + audited + ", the topic " + submits);
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            breaches.add(otherwise);
        }
    }
}
