package org.dupcheck.check.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dupcheck.check.HandlerBench;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.store.Store;
import org.junit.jupiter.api.Test;

/** The verdict of an open submission stays true while the reference set moves. */
class PercolationTest extends OpenSubmissionTest {
    @Test
    void anApprovalTurnsACleanSubmissionIntoADuplicateAndItsDeletionTurnsItBack() {
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        node.handler.handle(node.submission("2", 1, OTHER + "此外另有安排，与上文无关，不再赘述，详见各处室的通知。", 1));
        node.tables.putReference("new", 1, "新", "开头不同。" + TEXT);
        node.settle();

        Verdict changed = current("1");
        assertThat(changed.resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(changed.reason()).isEqualTo(VerdictReason.CORPUS_CHANGE);
        assertThat(changed.corpusVersion()).isEqualTo(2);
        assertThat(changed.revision()).isEqualTo(1);
        assertThat(changed.matches().get(0).documentId()).isEqualTo("new");
        assertThat(node.publisher.published.get(2).event().verdictId()).isEqualTo(changed.verdictId());
        assertThat(node.tables.verdicts("2")).as("not touched").hasSize(1);

        node.tables.deleteReference("new", 2);
        node.settle();
        assertThat(current("1").resultState()).isEqualTo(ResultState.NONE);
        assertThat(current("1").corpusVersion()).isEqualTo(3);
        assertThat(node.publisher.published).hasSize(4);
        assertThat(node.tables.verdicts("1")).hasSize(3);
    }

    @Test
    void anEditThatTakesThePassageOutIsSeenToo() {
        node.tables.putReference("new", 1, "新", TEXT);
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        assertThat(current("1").resultState()).isEqualTo(ResultState.DUPLICATES);
        node.tables.putReference("new", 2, "新", "全部改写了，与此前的版本再没有一句相同的话，也没有相同的数据和图表。");
        node.settle();
        assertThat(current("1").resultState()).isEqualTo(ResultState.NONE);
    }

    @Test
    void aChangeThatChangesNothingMakesNoVerdict() {
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        node.tables.putReference("new", 1, "新", "声学定位方法在城市供水管网中的应用综述，与前述项目没有关系，也没有共同的文字。");
        node.settle();
        assertThat(node.tables.verdicts("1")).hasSize(1);
        assertThat(node.publisher.published).hasSize(1);
        assertThat(node.tables.count("recheck")).isZero();
    }

    @Test
    void aNewEpochOfTheStatisticsHasAllThatIsOpenCheckedAgain() {
        node.follow();
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        node.tables.putReference("new", 1, "新", "声学定位方法在城市供水管网中的应用综述，与前述项目没有关系，也没有共同的文字。");
        node.settle();
        node.tables.putReference("new", 2, "新", "同一篇综述的第二稿，仍然与前述项目没有关系，也没有共同的文字。");
        node.settle();
        assertThat(node.tables.count("recheck")).isZero();
        node.follow();
        assertThat(node.tables.count("recheck")).as("statistics were taken").isEqualTo(1);
        node.settle();
        assertThat(node.tables.count("recheck")).isZero();
        assertThat(node.tables.verdicts("1")).as("whose figures are the same").hasSize(1);
    }

    @Test
    void aSavedPolicyIsAppliedToWhatIsOpen() {
        node.handler.handle(node.submission("1", 1, OTHER + TEXT, 0));
        assertThat(current("1").resultState()).isEqualTo(ResultState.DUPLICATES);
        save(new Policy.Thresholds(.9, null, null));
        node.settle();
        Verdict changed = current("1");
        assertThat(changed.resultState()).isEqualTo(ResultState.NONE);
        assertThat(changed.reason()).isEqualTo(VerdictReason.POLICY);
        assertThat(changed.policyVersion()).isEqualTo(1);
        assertThat(node.publisher.published).hasSize(2);

        node.tables.putReference("new", 1, "新", TEXT);
        node.settle();
        assertThat(current("1").resultState()).as("by the policy").isEqualTo(ResultState.DUPLICATES);
        assertThat(current("1").reason()).isEqualTo(VerdictReason.CORPUS_CHANGE);
        assertThat(node.tables.count("recheck")).isZero();
    }

    @Test
    void whatIsWithdrawnOrSubmittedLongAgoKeepsItsVerdict() {
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        node.handler.handle(node.submission("2", 1, TEXT, 1));
        node.handler.handle(node.submission("3", 1, TEXT, 2));
        node.handler.handle(node.withdrawal("1", 2, 3));
        order("2", "SUBMITTED", 29);
        order("3", "SUBMITTED", 31);
        node.tables.putReference("new", 1, "新", TEXT);
        node.settle();
        assertThat(node.tables.verdicts("1")).hasSize(1);
        assertThat(node.tables.verdicts("2")).hasSize(2);
        assertThat(node.tables.verdicts("3")).hasSize(1);
        assertThat(node.tables.count("recheck")).isZero();
    }

    /** The check is not among the open ones yet when the change is held against these. */
    @Test
    void aChangeWhileTheCheckRunsIsNotLost() {
        HandlerBench fake = new HandlerBench(database);
        fake.handler.handle(fake.submission("0", 1, "别的", 0));
        fake.onceBeforePage(0, () -> {
            fake.tables.putReference("new", 1, "新", TEXT);
            fake.settle();
        });
        fake.handler.handle(fake.submission("1", 1, TEXT, 1));
        assertThat(fake.tables.verdicts("1").get(0).matches()).isEmpty();
        assertThat(fake.tables.count("recheck")).isEqualTo(1);
        fake.settle();
        assertThat(fake.tables.verdicts("1")).hasSize(2);
        assertThat(fake.task("1").resultState()).isEqualTo(ResultState.DUPLICATES.code());
    }

    @Test
    void aSubmissionThatComesAfterTheNodeHasLookedIsSeenWithTheNextChange() {
        node.settle();
        HandlerBench another = node();
        another.handler.handle(another.submission("1", 1, TEXT, 0));
        node.tables.putReference("new", 1, "新", TEXT);
        node.settle();
        assertThat(current("1").resultState()).isEqualTo(ResultState.DUPLICATES);
    }

    @Test
    void whatAPolicyOpensAgainMissesNoChange() {
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        order("1", "SUBMITTED", 31);
        HandlerBench another = node();
        another.settle();
        // saved, and its rechecks are done: what is open now is known from the next sweep on
        Store.on(database).run(tables -> save(tables, Policy.Thresholds.DEFAULT, 365));
        node.tables.putReference("new", 1, "新", TEXT);
        another.settle();
        assertThat(current("1").resultState()).as("not seen yet").isEqualTo(ResultState.NONE);
        another.clock.advance(Duration.ofMinutes(6));
        another.settle();
        assertThat(current("1").resultState()).isEqualTo(ResultState.DUPLICATES);
    }

    @Test
    void ofTwoNodesOneHandlesAChangeAndTheOtherGoesOnFromThere() {
        HandlerBench another = node();
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        another.settle();
        node.tables.putReference("new", 1, "新", TEXT);
        assertThat(node.percolation.step()).isFalse();
        another.percolation.step();
        assertThat(node.tables.count("recheck")).isEqualTo(1);
        another.settle();
        node.settle();
        assertThat(node.tables.verdicts("1")).hasSize(2);
        node.tables.deleteReference("new", 2);
        another.settle();
        assertThat(current("1").resultState()).isEqualTo(ResultState.NONE);
        assertThat(node.tables.verdicts("1")).hasSize(3);
    }

    @Test
    void aCheckThatBeganUnderAnOlderPolicyIsMadeAgain() {
        HandlerBench fake = new HandlerBench(database);
        fake.tables.putReference("a", 1, "新", TEXT);
        fake.onceBeforePage(0, () -> {
            save(new Policy.Thresholds(.9, null, null));
        });
        fake.handler.handle(fake.submission("1", 1, TEXT, 0));
        assertThat(current("1").policyVersion()).isZero();
        fake.settle();
        assertThat(current("1").policyVersion()).isEqualTo(1);
        assertThat(current("1").reason()).isEqualTo(VerdictReason.POLICY);
    }

    /** The applicant's own documents are in the figures, and not among the matches. */
    @Test
    void theDeletionOfAnOwnDocumentIsSeen() {
        node.tables.putReference("own", 1, "旧作", TEXT);
        database.inTransaction(
                session -> session.update("update reference_document set owner_id = 'u' where document_id = 'own'"));
        node.handler.handle(node.submission("1", 1, TEXT + OTHER, 0));
        int tokens = current("1").tokens();
        node.tables.deleteReference("own", 2);
        node.settle();
        assertThat(current("1").tokens()).isGreaterThan(tokens);
        assertThat(current("1").reason()).isEqualTo(VerdictReason.CORPUS_CHANGE);
    }

    /** As after a restore: what has changed cannot be told, so all is checked again. */
    @Test
    void aReferenceSetThatWasPutBackIsHeldAgainstAllThatIsOpen() {
        node.tables.putReference("new", 1, "新", TEXT);
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        node.settle();
        assertThat(current("1").resultState()).isEqualTo(ResultState.DUPLICATES);
        database.inTransaction(session -> {
            session.update("delete from reference_document where document_id = 'new'");
            return session.update("update corpus_state set version = 1");
        });
        HandlerBench restarted = node();
        restarted.settle();
        assertThat(current("1").resultState()).isEqualTo(ResultState.NONE);
    }

    @Test
    void manyChangesAreHandledInPortions() {
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        for (int i = 0; i < 150; i++) {
            node.tables.putReference("d" + i, 1, "题", i == 140 ? TEXT : "第" + i + "篇，内容各不相同，编号为" + i * 7919);
        }
        assertThat(node.percolation.step()).isTrue();
        node.settle();
        assertThat(node.tables.verdicts("1")).hasSize(2);
        assertThat(current("1").matches()).extracting(Verdict.Match::documentId).containsExactly("d140");
    }
}
