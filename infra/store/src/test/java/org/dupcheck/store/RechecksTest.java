package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.store.checks.Claim;
import org.dupcheck.store.open.RecheckRequests;
import org.dupcheck.store.open.Rechecks;
import org.dupcheck.store.open.Rechecks.Claimed;
import org.dupcheck.store.open.Rechecks.Done;
import org.junit.jupiter.api.Test;

/** What is asked of open submissions, in which order it is done, and when it is done. */
class RechecksTest extends OpenTablesTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

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
        store.run(tables -> tables.recheckRequests().of(Map.of(key, weight), from, version, now()));
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
        request(RecheckRequests.LIKELY - 1, 1, 2);
        clock.advance(Duration.ofHours(1));
        ask(likely, RecheckRequests.LIKELY);
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
        request(RecheckRequests.LIKELY + 1, 2, 3);
        assertThat(waiting().likelySince()).isEqualTo(now());
        clock.advance(Duration.ofMinutes(5));
        request(RecheckRequests.LIKELY + 2, 3, 4);
        assertThat(waiting().likelySince()).isEqualTo(now().minus(Duration.ofMinutes(5)));
        assertThat(waiting().count()).isEqualTo(1);
    }

    @Test
    void whatOnlyADecisionWaitsForIsNotLikelyToChange() {
        open();
        sql("update corpus_state set version = 2");
        assertThat(holds(tables -> tables.recheckRequests().forDecision(key, 1, now())))
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
        assertThat(holds(tables -> tables.recheckRequests().forDecision(key, 1, now())))
                .isTrue();
        clock.advance(Duration.ofSeconds(2));
        ask(chance, RecheckRequests.LIKELY);
        ask(passage, 900);
        assertThat(claimOne()).isEqualTo(passage);
        assertThat(claimOne()).isEqualTo(key);
        assertThat(claimOne()).isEqualTo(chance);
    }

    private void ask(BusinessKey of, int weight) {
        store.run(tables -> tables.recheckRequests().of(Map.of(of, weight), 1, 2, now()));
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
        return holds(tables -> tables.recheckRequests().ifBehind(verdict, now()));
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
        assertThat(count(tables -> tables.recheckRequests().ofAll("another type", now())))
                .isZero();
        assertThat(count(tables -> tables.recheckRequests().ofAll(key.businessType(), now())))
                .isEqualTo(1);
        assertThat(claim()).extracting(Claimed::fromVersion).containsExactly(0L);
        sql("truncate recheck");
        assertThat(count(tables -> tables.recheckRequests().ofAll(now()))).isEqualTo(1);
        order("EXPIRED", 1);
        assertThat(count(tables -> tables.recheckRequests().ofAll(now()))).isZero();
    }

    @Test
    void aDecisionWaitsOnceForAVerdictThatIsBehind() {
        String verdictId = open().verdictId();
        assertThat(holds(tables -> tables.recheckRequests().forDecision(key, 1, now())))
                .isFalse();
        sql("update corpus_state set version = 2");
        assertThat(holds(tables -> tables.recheckRequests().forDecision(key, 1, now())))
                .isTrue();
        assertThat(claim()).extracting(Claimed::forDecision).containsExactly(true);
        store.run(tables -> tables.rechecks().held(key, 1, "another"));
        assertThat(holds(tables -> tables.recheckRequests().forDecision(key, 1, now())))
                .isTrue();
        store.run(tables -> tables.rechecks().held(key, 1, verdictId));
        sql("update corpus_state set version = 3");
        assertThat(holds(tables -> tables.recheckRequests().forDecision(key, 1, now())))
                .isFalse();
    }
}
