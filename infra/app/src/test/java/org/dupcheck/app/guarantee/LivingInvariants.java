package org.dupcheck.app.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dupcheck.app.guarantee.LivingWorkload.Sent;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.database.Database;
import org.jspecify.annotations.Nullable;

/** What must hold of open submissions once all is done. Every breach is a sentence; a list without any is a pass. */
final class LivingInvariants {
    private final LivingWorkload workload;
    private final Database database;
    private final JsonCodec codec = new JsonCodec();
    private final List<String> breaches = new ArrayList<>();
    private final Map<String, Sent> open = new HashMap<>();
    private int approved;
    private int pending;

    LivingInvariants(LivingWorkload workload, Database database) {
        this.workload = workload;
        this.database = database;
    }

    private record Task(
            long revision,
            CheckState state,
            @Nullable String verdictId,
            @Nullable Verdict verdict) {}

    private record Order(
            long revision,
            String state,
            String verdictId,
            @Nullable Verdict told) {}

    List<String> breaches() {
        Map<String, Task> tasks = tasks();
        workload.sent().forEach((id, sent) -> stands(sent, tasks.get(id)));
        Map<String, Order> orders = orders();
        open.forEach((id, sent) -> {
            Task task = tasks.get(id);
            if (task.verdict() != null) {
                saysWhatHolds(sent, task.verdict());
                ordered(sent, task.verdict(), orders.get(id));
            }
        });
        strings(
                        "select business_id || ' revision ' || revision || ' was submitted by ' || count(*) || ' commands'"
                                + " from work_order_command where body ->> 'kind' = 'SUBMIT' group by business_id, revision having count(*) > 1")
                .forEach(breaches::add);
        return breaches;
    }

    private Map<String, Task> tasks() {
        Map<String, Task> tasks = new HashMap<>();
        database.read(session -> session.query(
                "select business_id, revision, state, verdict_id, result from check_task",
                row -> tasks.put(
                        row.getString(1),
                        new Task(
                                row.getLong(2),
                                CheckState.ofCode(row.getInt(3)),
                                row.getString(4),
                                verdict(row.getString(5))))));
        return tasks;
    }

    private Map<String, Order> orders() {
        Map<String, Order> orders = new HashMap<>();
        database.read(session -> session.query(
                "select w.business_id, w.revision, w.state, w.verdict_id, v.body from work_order w"
                        + " left join verdict v on v.verdict_id = w.told_verdict_id",
                row -> orders.put(
                        row.getString(1),
                        new Order(row.getLong(2), row.getString(3), row.getString(4), verdict(row.getString(5))))));
        return orders;
    }

    private @Nullable Verdict verdict(@Nullable String json) {
        return json == null ? null : codec.read(json, Verdict.class);
    }

    /** None is lost: each ends with its newest revision. */
    private void stands(List<Sent> sent, @Nullable Task task) {
        Sent newest = sent.get(sent.size() - 1);
        if (task == null) {
            breaches.add(newest + " has no check");
            return;
        }
        check(task.revision() == newest.revision(), newest + " stands as " + task);
        CheckState wanted = newest.withdraws() ? CheckState.WITHDRAWN : CheckState.FINISHED;
        check(task.state() == wanted, newest + " stands as " + task);
        if (!newest.withdraws()) {
            open.put(newest.id(), newest);
        }
    }

    /** No verdict is older than the newest change that matters to it. */
    private void saysWhatHolds(Sent sent, Verdict verdict) {
        Integer passage = sent.passage();
        boolean duplicates = passage != null && workload.isApproved(passage);
        approved += duplicates ? 1 : 0;
        check(
                verdict.resultState() == (duplicates ? ResultState.DUPLICATES : ResultState.NONE),
                sent + " should be " + (duplicates ? "a duplicate" : "clean") + ", and is " + verdict.resultState()
                        + " at corpus version " + verdict.corpusVersion());
        Set<String> others = open.values().stream()
                .filter(other -> !other.id().equals(sent.id()) && sent.shares(other))
                .map(other -> other.id() + " " + other.revision())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = verdict.pending().stream()
                .map(match -> match.documentId() + " " + match.documentRevision())
                .collect(Collectors.toCollection(TreeSet::new));
        pending += others.isEmpty() ? 0 : 1;
        check(others.equals(named), sent + " should name " + others + ", and names " + named);
    }

    /** What is clean is submitted; and of what is submitted the applicant has been told how it stands now. */
    private void ordered(Sent sent, Verdict verdict, @Nullable Order order) {
        if (order == null || order.revision() != sent.revision()) {
            breaches.add(sent + " has the work order " + order);
            return;
        }
        boolean clean = verdict.confirmationReasons().isEmpty();
        check(order.state().equals("SUBMITTED") || !clean, sent + " is clean, and its work order is " + order.state());
        if (order.state().equals("AWAITING_CONFIRMATION")) {
            check(
                    order.verdictId().equals(verdict.verdictId()),
                    sent + " awaits a decision on " + order.verdictId() + ", not on " + verdict.verdictId());
        }
        Verdict told = order.told();
        check(
                told != null
                        && told.resultState() == verdict.resultState()
                        && told.confirmationReasons().contains(ConfirmationReason.PENDING)
                                == verdict.confirmationReasons().contains(ConfirmationReason.PENDING),
                "the applicant of " + sent + " was told "
                        + (told == null ? "nothing" : told.resultState() + " " + told.confirmationReasons())
                        + ", and it is " + verdict.resultState() + " "
                        + verdict.confirmationReasons());
    }

    private List<String> strings(String sql) {
        return database.read(session -> session.query(sql, row -> row.getString(1)));
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            breaches.add(otherwise);
        }
    }

    /** What was at stake: how often each thing happened. */
    String counts() {
        return workload.messages().size() + " messages, " + open.size() + " open submissions, " + approved
                + " of them duplicates, " + pending + " that name others, "
                + strings("select count(*)::text from verdict where mode = 'SUBMIT'")
                        .get(0) + " verdicts";
    }
}
