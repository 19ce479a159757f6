package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.store.checks.Claim;
import org.dupcheck.store.open.OpenSubmissions.Changes;
import org.dupcheck.store.open.OpenSubmissions.Checked;
import org.dupcheck.store.open.OpenSubmissions.Seen;
import org.dupcheck.store.open.OpenSubmissions.Text;
import org.dupcheck.store.open.PercolationState.Standing;
import org.dupcheck.store.references.ReferenceFeed.Changed;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.ToldVerdict;
import org.junit.jupiter.api.Test;

/** What is open, what has changed, and what its applicant knows. */
class OpenSubmissionsTest extends OpenTablesTest {
    private Changes changed(long from) {
        return in(tables -> tables.openSubmissions().changed(from, now()));
    }

    private List<Checked> checked() {
        return all(tables -> tables.openSubmissions().find(List.of(key), VERSIONS.engine(), now()));
    }

    @Test
    void whatIsCheckedIsOpenWithItsTextAndItsVerdict() {
        Verdict verdict = open();
        assertThat(changed(0).seen()).extracting(Seen::key, Seen::revision).containsExactly(tuple(key, 1L));
        List<Text> texts = new ArrayList<>();
        store.run(tables -> tables.openSubmissions().texts(List.of(key), texts::add));
        assertThat(texts).hasSize(1);
        assertThat(texts.get(0).sections()).contains("文字");
        assertThat(texts.get(0).matched()).isEmpty();
        Checked checked = checked().get(0);
        assertThat(checked.verdictId()).isEqualTo(verdict.verdictId());
        assertThat(checked.userId()).isEqualTo("u1");
        assertThat(checked.signals()).isEqualTo("[]");
        assertThat(checked.policy()).isNull();
        assertThat(checked.hasDocuments()).isFalse();
    }

    @Test
    void anOrderThatIsDecidedClosesIt() {
        open();
        order("SUBMITTED", 29);
        assertThat(checked()).hasSize(1);
        sql("update work_order set updated_at = ?", daysAgo(31));
        assertThat(checked()).isEmpty();
        assertThat(changed(0).seen()).isEmpty();
        savePolicy(40);
        assertThat(checked()).as("by the policy").hasSize(1);
        sql("update work_order set state = 'EXPIRED'");
        assertThat(checked()).as("nobody decided in time").isEmpty();
        sql("update work_order set state = 'WITHDRAWN'");
        assertThat(checked()).as("by the applicant").isEmpty();
        sql("update work_order set declined_verdict_id = null");
        assertThat(checked()).as("sent again, and not begun yet").hasSize(1);
    }

    /** Its number is smaller than that of what was committed before it. */
    @Test
    void whatIsCommittedLateIsNotMissed() {
        open();
        long next = changed(0).next();
        long during = database.inTransaction(session -> {
            session.update("update submission set changed_by = pg_current_xact_id()");
            return CompletableFuture.supplyAsync(() -> {
                        sql("update corpus_state set version = version"); // a later transaction that ends first
                        return changed(next).next();
                    })
                    .join();
        });
        assertThat(changed(during).seen()).hasSize(1);
    }

    @Test
    void aVerdictIsReplacedOnlyWhileItStands() {
        Verdict first = open();
        long next = changed(0).next();
        Claim claim = new Claim(document, 1, 1, null);
        Verdict second = verdict(claim, content, 7, VERSIONS, VerdictReason.CORPUS_CHANGE);
        assertThat(submissions.replace(key, 1, "another", found(second))).isFalse();
        assertThat(submissions.replace(key, 2, first.verdictId(), found(second)))
                .isFalse();
        assertThat(submissions.replace(key, 1, first.verdictId(), found(second)))
                .isTrue();
        assertThat(submissions.replace(key, 1, first.verdictId(), found(second)))
                .isFalse();
        assertThat(checked().get(0).verdictId()).isEqualTo(second.verdictId());
        assertThat(column("select corpus_version from verdict order by 1")).containsExactly("0", "7");
        assertThat(changed(next).seen()).as("its verdict is another one").hasSize(1);
    }

    @Test
    void ofTwoNodesOneHasTheChanges() {
        sql("update corpus_state set version = 5");
        assertThat(standing()).isEqualTo(new Standing(5, 0));
        store.run(tables -> {
            assertThat(tables.percolation().claim()).contains(0L);
            assertThat(CompletableFuture.supplyAsync(
                                    () -> found(more -> more.percolation().claim()))
                            .join())
                    .isEmpty();
            tables.percolation().advance(5);
        });
        assertThat(standing().isLevel()).isTrue();
    }

    private static Standing standing() {
        return in(tables -> tables.percolation().standing());
    }

    @Test
    void changesAreReadInPortionsOfDocumentsAndOfText() {
        for (int version = 1; version <= 4; version++) {
            sql(
                    "insert into reference_document (document_type, document_id, approved_revision, in_force, text_revision,"
                            + " title, sections, changed_version, updated_at) values ('t', ?, 1, true, 1, 'x',"
                            + " cast(? as json), ?, now())",
                    "d" + version,
                    version == 3 ? "\"" + "字".repeat(9 << 20) + "\"" : "[]",
                    version);
        }
        assertThat(between(0, 2, 10)).isEqualTo("d1 d2 up to 2");
        assertThat(between(0, 4, 2)).isEqualTo("d1 d2 up to 2");
        assertThat(between(0, 4, 10)).isEqualTo("d1 d2 up to 2");
        assertThat(between(2, 4, 10)).isEqualTo("d3 up to 3");
        assertThat(between(3, 4, 10)).isEqualTo("d4 up to 4");
        assertThat(between(4, 9, 10)).isEqualTo(" up to 9");
    }

    private static String between(long after, long upTo, int limit) {
        Changed changed = in(tables -> tables.referenceFeed().changedBetween(after, upTo, limit));
        List<String> ids = changed.documents().stream()
                .map(document -> document.key().documentId())
                .toList();
        return String.join(" ", ids) + " up to " + changed.reached();
    }

    private String hash = "";

    private CurrentCheck next(ResultState result, double containment, ConfirmationReason... reasons) {
        return new CurrentCheck(
                1,
                hash,
                CheckState.FINISHED,
                Mode.SUBMIT,
                "next",
                result,
                reasons.length == 0,
                List.of(reasons),
                containment,
                0,
                null,
                null);
    }

    @Test
    void whatTheApplicantWasToldLastIsKnown() {
        String verdictId = open().verdictId();
        assertThat(found(tables -> tables.workOrders().told(key))).isEmpty();
        order("SUBMITTED", 1);
        assertThat(found(tables -> tables.workOrders().told(key)))
                .as("nothing was told yet")
                .isEmpty();
        store.run(tables -> tables.workOrders().setTold(key, verdictId));
        hash = column("select content_hash from verdict where verdict_id = ?", verdictId)
                .get(0);
        ToldVerdict told = new ToldVerdict(verdictId, hash, ResultState.NONE, 0, false, true, true, false, null);
        assertThat(found(tables -> tables.workOrders().told(key))).contains(told);
        assertThat(told.isOvertakenBy(next(ResultState.DUPLICATES, 0), .05)).isTrue();
        assertThat(told.isOvertakenBy(next(ResultState.NONE, .04), .05)).isFalse();
        assertThat(told.isOvertakenBy(next(ResultState.NONE, .05), .05)).isTrue();
        assertThat(told.isOvertakenBy(next(ResultState.NONE, 0, ConfirmationReason.PENDING), .05))
                .isTrue();
        assertThat(told.isOvertakenBy(next(ResultState.NONE, 0, ConfirmationReason.COMMON_TEXT), .05))
                .isFalse();
        assertThat(new ToldVerdict(verdictId, "another text", ResultState.NONE, 0, false, true, false, false, null)
                        .isOvertakenBy(next(ResultState.NONE, 0), .05))
                .isTrue();
        store.run(tables -> tables.workOrders().setTold(key, "gone"));
        assertThat(found(tables -> tables.workOrders().told(key))).isEmpty();
    }
}
