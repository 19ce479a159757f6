package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.store.checks.Claim;
import org.dupcheck.store.open.OpenSubmissions.Changes;
import org.dupcheck.store.open.OpenSubmissions.Checked;
import org.dupcheck.store.open.OpenSubmissions.Seen;
import org.dupcheck.store.open.OpenSubmissions.Text;
import org.dupcheck.store.open.PercolationState.Standing;
import org.dupcheck.store.open.Rechecks;
import org.dupcheck.store.open.Rechecks.Claimed;
import org.dupcheck.store.open.Rechecks.Done;
import org.dupcheck.store.references.ReferenceFeed.Changed;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.ToldVerdict;
import org.junit.jupiter.api.Test;

/** What is open, what a change asks of it, and who does it. */
class OpenSubmissionsTest extends CheckTablesTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Submission content = content(1, Mode.SUBMIT, "文字");

    private Verdict open() {
        return checked(submissions, document, content, 1);
    }

    private Changes changed(long from) {
        return in(tables -> tables.openSubmissions().changed(from, now()));
    }

    private List<Checked> checked() {
        return all(tables -> tables.openSubmissions().find(List.of(key), VERSIONS.engine(), now()));
    }

    private void order(String state, int daysAgo) {
        sql(
                "insert into work_order (business_type, business_id, work_order_id, revision, verdict_id, state, updated_at,"
                        + " declined_verdict_id) select business_type, business_id, 'x', revision, verdict_id, ?, ?,"
                        + " verdict_id from check_task on conflict (business_type, business_id) do update set"
                        + " verdict_id = excluded.verdict_id, state = excluded.state, updated_at = excluded.updated_at,"
                        + " declined_verdict_id = excluded.declined_verdict_id",
                state,
                daysAgo(daysAgo));
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

    private void savePolicy(int daysOpen) {
        Policy builtIn = Policy.builtIn(key.businessType());
        Policy policy = new Policy(
                key.businessType(),
                0,
                builtIn.thresholds(),
                builtIn.leftOut(),
                builtIn.templates(),
                null,
                null,
                builtIn.openSubmissions(),
                builtIn.tellWhenContainmentMoves(),
                daysOpen);
        assertThat(found(tables -> tables.policies().save(codec, policy, null, now())))
                .isPresent();
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
    void aRecheckWaitsAfterWhatTookThePlaceOfAVerdictUntilItIsSaidToBeDone() {
        Verdict first = open();
        Verdict second = verdict(new Claim(document, 1, 1, null), content, 7, VERSIONS, VerdictReason.CORPUS_CHANGE);
        submissions.replace(key, 1, "another", found(second));
        assertThat(claim()).as("nothing was replaced").isEmpty();
        submissions.replace(key, 1, first.verdictId(), found(second)); // by a node whose recheck another one has done
        Claimed waiting = claim().get(0);
        assertThat(waiting.fromVersion()).isZero();
        assertThat(waiting.corpusVersion()).isEqualTo(7);
        assertThat(waiting.attempt()).as("counts as cut short").isEqualTo(2);

        Verdict third = verdict(new Claim(document, 1, 1, null), content, 8, VERSIONS, VerdictReason.CORPUS_CHANGE);
        submissions.replace(key, 1, second.verdictId(), found(third));
        done(waiting, third.verdictId());
        clock.advance(LEASE);
        assertThat(claim()).as("the one that waited was enough").isEmpty();
    }

    private void request(int weight, long from, long version) {
        store.run(tables -> tables.rechecks().request(Map.of(key, weight), from, version, now()));
    }

    private List<Claimed> claim() {
        return all(tables -> tables.rechecks().claim(LEASE, 10, now()));
    }

    private void done(Claimed claimed, String verdictId) {
        store.run(tables -> tables.rechecks().done(List.of(Done.of(claimed, verdictId)), now()));
    }

    @Test
    void requestsOfOneSubmissionAreOneAndTheWidest() {
        request(3, 5, 6);
        request(1, 4, 9);
        Claimed claimed = claim().get(0);
        assertThat(claimed.fromVersion()).isEqualTo(4);
        assertThat(claimed.corpusVersion()).isEqualTo(9);
        assertThat(claimed.attempt()).isEqualTo(1);
        assertThat(claim()).as("another node's").isEmpty();
        clock.advance(LEASE);
        assertThat(claim()).extracting(Claimed::attempt).containsExactly(2);
        store.run(tables -> tables.rechecks().capVersions(7));
        store.run(tables -> tables.rechecks().postpone(List.of(key), now()));
        assertThat(claim()).extracting(Claimed::corpusVersion).containsExactly(7L);
    }

    @Test
    void whatWasAskedForSinceOrStandsNoLongerIsNotDone() {
        String verdictId = open().verdictId();
        request(1, 1, 2);
        Claimed claimed = claim().get(0);
        request(1, 1, 2);
        done(claimed, verdictId);
        Claimed again = claim().get(0);
        done(again, "another verdict");
        Claimed last = claim().get(0);
        done(last, verdictId);
        assertThat(column("select business_id from recheck")).isEmpty();

        request(1, 1, 2);
        done(claim().get(0), null);
        assertThat(column("select business_id from recheck")).isEmpty();
    }

    @Test
    void likelyOnesComeFirstAndAmongThemWhatWaitsGains() {
        BusinessKey likely = new BusinessKey("lixiang", "likely");
        BusinessKey likelier = new BusinessKey("lixiang", "likelier");
        request(Rechecks.LIKELY - 1, 1, 2);
        clock.advance(Duration.ofHours(1));
        ask(likely, Rechecks.LIKELY);
        clock.advance(Duration.ofSeconds(1));
        ask(likelier, 100);
        assertThat(claimOne())
                .as("by a second, which counts less than the difference")
                .isEqualTo(likelier);
        clock.advance(Duration.ofMinutes(1));
        store.run(tables -> tables.rechecks().postpone(List.of(likelier), now()));
        assertThat(claimOne()).isEqualTo(likely);
        assertThat(claimOne()).isEqualTo(likelier);
        assertThat(claimOne()).as("however long it waited").isEqualTo(key);
    }

    @Test
    void aSlowNodeDoesNotTakeForDoneWhatWasAskedForAnewMeanwhile() {
        String verdictId = open().verdictId();
        request(1, 1, 2);
        Claimed slow = claim().get(0);
        clock.advance(LEASE);
        done(claim().get(0), verdictId);
        request(1, 2, 3);
        done(slow, verdictId);
        assertThat(claim()).extracting(Claimed::corpusVersion).containsExactly(3L);
    }

    @Test
    void whereAnotherVerdictStandsTheNextTryCountsAsOneThatWasCutShort() {
        String verdictId = open().verdictId();
        request(1, 1, 2);
        done(claim().get(0), "another");
        Claimed again = claim().get(0);
        assertThat(again.attempt()).isEqualTo(2);
        request(1, 1, 2);
        done(again, verdictId);
        assertThat(claim())
                .as("more was asked for")
                .extracting(Claimed::attempt)
                .containsExactly(1);
    }

    @Test
    void whatBecomesLikelyCountsFromThenOn() {
        request(1, 1, 2);
        clock.advance(Duration.ofMinutes(5));
        assertThat(waiting().likelySince()).isNull();
        request(Rechecks.LIKELY + 1, 2, 3);
        assertThat(waiting().likelySince()).isEqualTo(now());
        clock.advance(Duration.ofMinutes(5));
        request(Rechecks.LIKELY + 2, 3, 4);
        assertThat(waiting().likelySince()).isEqualTo(now().minus(Duration.ofMinutes(5)));
        assertThat(waiting().count()).isEqualTo(1);
    }

    @Test
    void whatOnlyADecisionWaitsForIsNotLikelyToChange() {
        open();
        sql("update corpus_state set version = 2");
        assertThat(holds(tables -> tables.rechecks().requestForDecision(key, 1, now())))
                .isTrue();
        assertThat(waiting().count()).isEqualTo(1);
        assertThat(waiting().likelySince()).isNull();
    }

    private Rechecks.Waiting waiting() {
        return store.read(tables -> tables.rechecks().waiting());
    }

    @Test
    void aDecisionComesAfterWhatSharesAPassageAndBeforeWhatIsLikelyByChance() {
        BusinessKey passage = new BusinessKey("lixiang", "passage");
        BusinessKey chance = new BusinessKey("lixiang", "chance");
        open();
        sql("update corpus_state set version = 2");
        assertThat(holds(tables -> tables.rechecks().requestForDecision(key, 1, now())))
                .isTrue();
        clock.advance(Duration.ofSeconds(2));
        ask(chance, Rechecks.LIKELY);
        ask(passage, 900);
        assertThat(claimOne()).isEqualTo(passage);
        assertThat(claimOne()).isEqualTo(key);
        assertThat(claimOne()).isEqualTo(chance);
    }

    private void ask(BusinessKey of, int weight) {
        store.run(tables -> tables.rechecks().request(Map.of(of, weight), 1, 2, now()));
    }

    private BusinessKey claimOne() {
        return all(tables -> tables.rechecks().claim(LEASE, 1, now())).get(0).key();
    }

    @Test
    void aVerdictIsBehindWhereTheReferenceSetOrItsStatisticsOrThePolicyHaveMoved() {
        open();
        Verdict verdict = verdict(new Claim(document, 1, 1, null), content, 1, VERSIONS, VerdictReason.FIRST);
        sql("update corpus_state set version = 1");
        assertThat(isBehind(verdict)).isFalse();
        sql("update corpus_state set version = 2");
        assertThat(isBehind(verdict)).isTrue();
        assertThat(claim()).extracting(Claimed::fromVersion).containsExactly(1L);
        sql("truncate recheck");
        sql("update corpus_state set version = 1");
        statistics("another engine");
        assertThat(isBehind(verdict)).isFalse();
        statistics(VERSIONS.engine());
        assertThat(isBehind(verdict)).isTrue();
        assertThat(claim()).extracting(Claimed::fromVersion).containsExactly(0L);
        sql("truncate recheck");
        sql("delete from corpus_statistics");
        savePolicy(3);
        assertThat(isBehind(verdict)).isTrue();
        assertThat(claim()).extracting(Claimed::fromVersion).containsExactly(0L);
    }

    private boolean isBehind(Verdict verdict) {
        return holds(tables -> tables.rechecks().requestIfBehind(verdict, now()));
    }

    private void statistics(String engineVersion) {
        in(tables -> tables.corpusStatistics().replace(engineVersion, null, 1, List.of(), now()));
    }

    @Test
    void whatIsDoneIsLockedInTheOrderInWhichItIsAskedFor() {
        open();
        BusinessKey first = new BusinessKey("a", "1");
        ask(key, 9);
        ask(first, 1);
        store.run(tables -> tables.rechecks().lock(List.of(key, first, new BusinessKey("nobody", "1"))));
        store.run(tables -> tables.rechecks().capVersions(1));
        assertThat(claim()).hasSize(2);
    }

    @Test
    void allThatIsOpenIsAskedForOfOneTypeOrOfEach() {
        open();
        assertThat(count(tables -> tables.rechecks().requestAll("another type", now())))
                .isZero();
        assertThat(count(tables -> tables.rechecks().requestAll(key.businessType(), now())))
                .isEqualTo(1);
        assertThat(claim()).extracting(Claimed::fromVersion).containsExactly(0L);
        sql("truncate recheck");
        assertThat(count(tables -> tables.rechecks().requestAll(now()))).isEqualTo(1);
        order("EXPIRED", 1);
        assertThat(count(tables -> tables.rechecks().requestAll(now()))).isZero();
    }

    @Test
    void aDecisionWaitsOnceForAVerdictThatIsBehind() {
        String verdictId = open().verdictId();
        assertThat(holds(tables -> tables.rechecks().requestForDecision(key, 1, now())))
                .isFalse();
        sql("update corpus_state set version = 2");
        assertThat(holds(tables -> tables.rechecks().requestForDecision(key, 1, now())))
                .isTrue();
        assertThat(claim()).extracting(Claimed::forDecision).containsExactly(true);
        store.run(tables -> tables.rechecks().held(key, 1, "another"));
        assertThat(holds(tables -> tables.rechecks().requestForDecision(key, 1, now())))
                .isTrue();
        store.run(tables -> tables.rechecks().held(key, 1, verdictId));
        sql("update corpus_state set version = 3");
        assertThat(holds(tables -> tables.rechecks().requestForDecision(key, 1, now())))
                .isFalse();
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
                false);
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
        ToldVerdict told = new ToldVerdict(verdictId, hash, ResultState.NONE, 0, false, true, true, null);
        assertThat(found(tables -> tables.workOrders().told(key))).contains(told);
        assertThat(told.isOvertakenBy(next(ResultState.DUPLICATES, 0), .05)).isTrue();
        assertThat(told.isOvertakenBy(next(ResultState.NONE, .04), .05)).isFalse();
        assertThat(told.isOvertakenBy(next(ResultState.NONE, .05), .05)).isTrue();
        assertThat(told.isOvertakenBy(next(ResultState.NONE, 0, ConfirmationReason.PENDING), .05))
                .isTrue();
        assertThat(told.isOvertakenBy(next(ResultState.NONE, 0, ConfirmationReason.COMMON_TEXT), .05))
                .isFalse();
        assertThat(new ToldVerdict(verdictId, "another text", ResultState.NONE, 0, false, true, false, null)
                        .isOvertakenBy(next(ResultState.NONE, 0), .05))
                .isTrue();
        store.run(tables -> tables.workOrders().setTold(key, "gone"));
        assertThat(found(tables -> tables.workOrders().told(key))).isEmpty();
    }
}
