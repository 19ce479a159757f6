package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.open.Rechecks.Claimed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which open submissions name each other, and who is to be checked again when one of them changes. */
class PendingMatchesTest extends CheckTablesTest {
    /** Of which there is no row. */
    private static final BusinessKey OTHER = new BusinessKey("project", "another");

    private Verdict verdict;

    @BeforeEach
    void open() {
        verdict = checked(submissions, document, content(1, Mode.SUBMIT, "文字"), 1);
    }

    private void name(Map<BusinessKey, Long> others) {
        assertThat(name(verdict.verdictId(), others)).isTrue();
    }

    private boolean name(String verdictId, Map<BusinessKey, Long> others) {
        return holds(tables -> tables.pendingMatches().name(key, 1, verdictId, others));
    }

    private List<Claimed> asked() {
        return all(tables -> tables.rechecks().claim(Duration.ofSeconds(30), 9, now()));
    }

    private long rows() {
        return Long.parseLong(column("select count(*) from pending_match").get(0));
    }

    private int stale() {
        return in(tables -> tables.pendingMatches().requestStale(now()));
    }

    @Test
    void whomAVerdictNamesIsReplacedWithTheNextOne() {
        name(Map.of(OTHER, 1L, new BusinessKey("award", "a"), 2L));
        assertThat(rows()).isEqualTo(2);
        name(Map.of(OTHER, 3L));
        assertThat(rows()).isEqualTo(1);
        name(Map.of());
        assertThat(rows()).isZero();
    }

    @Test
    void whatAnotherVerdictNamesIsNotTouched() {
        name(Map.of(OTHER, 1L));
        assertThat(name("one that is not the current one", Map.of())).isFalse();
        assertThat(rows()).isEqualTo(1);
        store.run(tables -> tables.pendingMatches().forget(key, now()));
        assertThat(rows()).as("it is open").isEqualTo(1);
        sql("update check_task set state = 5, verdict_id = null, result_state = null");
        assertThat(name(verdict.verdictId(), Map.of())).as("withdrawn").isFalse();
        store.run(tables -> tables.pendingMatches().forget(key, now()));
        assertThat(rows()).isZero();
    }

    @Test
    void namesGoWithTheText() {
        name(Map.of(OTHER, 1L));
        sql("delete from submission");
        assertThat(rows()).isZero();
        name(Map.of(OTHER, 1L));
        assertThat(rows()).as("there is nothing to name it for").isZero();
    }

    @Test
    void oneThatNamesWhatIsNotOpenIsAskedForOnce() {
        name(Map.of(OTHER, 1L));
        assertThat(stale()).isEqualTo(1);
        assertThat(stale()).as("it waits already").isZero();
        Claimed claimed = asked().get(0);
        assertThat(claimed.key()).isEqualTo(key);
        assertThat(claimed.requests()).isEqualTo(1);
    }

    @Test
    void whatIsOpenOrBeingCheckedIsThere() {
        Map<BusinessKey, Long> itself = Map.of(key, 1L);
        assertThat(there(itself)).containsExactly(key);
        assertThat(there(Map.of(key, 2L))).as("another text").isEmpty();
        sql("update check_task set state = 1, verdict_id = null, result_state = null");
        assertThat(there(Map.of(key, 2L))).as("known in a moment").containsExactly(key);
        sql("update check_task set state = 3");
        assertThat(there(itself)).isEmpty();
        assertThat(there(Map.of(OTHER, 1L))).isEmpty();
    }

    private Set<BusinessKey> there(Map<BusinessKey, Long> revisions) {
        return in(tables -> tables.pendingMatches().stillThere(revisions, now()));
    }

    @Test
    void anotherOneIsAskedForUntilItNamesThatText() {
        store.run(tables -> tables.pendingMatches().requestOthers(OTHER, 5, Set.of(key), now()));
        assertThat(asked()).extracting(Claimed::key).containsExactly(key);
        sql("truncate recheck");
        name(Map.of(OTHER, 5L));
        store.run(tables -> tables.pendingMatches().requestOthers(OTHER, 5, Set.of(key), now()));
        assertThat(asked()).isEmpty();
        store.run(tables -> tables.pendingMatches().requestOthers(OTHER, 6, Set.of(key), now()));
        assertThat(asked()).as("its text is another one").hasSize(1);
    }

    @Test
    void oneWhoseOwnTextAloneIsNewIsNotAskedForAgain() {
        String id = verdict.verdictId();
        store.run(tables -> tables.pendingMatches().requestIfOthersCame(key, id, 1, now()));
        assertThat(asked()).isEmpty();
        sql("insert into submission (business_type, business_id, revision, sections, work_order_id, retain_until)"
                + " values ('project', 'another', 1, '[]', 'w', now())");
        store.run(tables -> tables.pendingMatches().requestIfOthersCame(key, "overtaken", 1, now()));
        assertThat(asked()).isEmpty();
        store.run(tables -> tables.pendingMatches().requestIfOthersCame(key, id, 1, now()));
        assertThat(asked()).hasSize(1);
    }

    @Test
    void aCleanVerdictWaitsForARecheckThatWasAskedFor() {
        assertThat(waits()).isFalse();
        store.run(tables -> tables.pendingMatches().requestOthers(OTHER, 5, Set.of(key), now()));
        assertThat(waits()).isTrue();
        Claimed claimed = asked().get(0);
        assertThat(claimed.forDecision()).isTrue();
        store.run(tables -> tables.rechecks().held(key, 1, verdict.verdictId()));
        assertThat(waits()).as("once").isFalse();
    }

    private boolean waits() {
        return in(tables -> tables.recheckRequests().forDecision(key, 1, now()));
    }

    @Test
    void theTypesThatCompareAreThoseOfTheirNewestPolicies() {
        assertThat(comparing()).isEmpty();
        save(Policy.OpenSubmissions.ALL);
        assertThat(comparing()).containsExactly(Map.entry(key.businessType(), Policy.OpenSubmissions.ALL));
        save(Policy.OpenSubmissions.OFF);
        assertThat(comparing()).isEmpty();
    }

    private Map<String, Policy.OpenSubmissions> comparing() {
        return in(tables -> tables.policies().comparing());
    }

    private void save(Policy.OpenSubmissions others) {
        Policy builtIn = Policy.builtIn(key.businessType());
        Policy policy = new Policy(
                key.businessType(),
                0,
                builtIn.thresholds(),
                builtIn.leftOut(),
                builtIn.templates(),
                null,
                null,
                others,
                builtIn.tellWhenContainmentMoves(),
                builtIn.daysOpenOnceSubmitted());
        assertThat(found(tables -> tables.policies().save(codec, policy, null, now())))
                .isPresent();
    }
}
