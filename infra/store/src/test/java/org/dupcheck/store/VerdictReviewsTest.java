package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.store.reviews.OwnSubmissions;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.reviews.ReviewAct.Kind;
import org.dupcheck.store.reviews.ReviewDesk;
import org.dupcheck.store.reviews.ReviewLine;
import org.dupcheck.store.reviews.ReviewState;
import org.dupcheck.store.reviews.ReviewTarget;
import org.dupcheck.store.reviews.VerdictReviews.Held;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VerdictReviewsTest extends StoreTest {
    private static final ReviewTarget SOURCE = ReviewTarget.source("initiation", "LX-1");
    private static final ReviewTarget PASSAGE = new ReviewTarget("initiation", "LX-1", "背景", 0, 8);

    @BeforeEach
    void verdict() {
        duplicates(1);
        keepSubmission(1);
    }

    private ReviewAct act(int number, Kind kind, ReviewTarget target) {
        return new ReviewAct(number, kind, "chen", "陈静", now(), "理由 <b>", target);
    }

    private void add(long revision, ReviewAct act) {
        store.run(tables -> {
            tables.verdictReviews().add(verdictId(revision), act);
            if (act.kind().decision() != null) {
                tables.verdictReviews()
                        .decided(key, verdictId(revision), act.kind().decision(), act.userId());
            }
        });
    }

    @Test
    void actsComeBackAsTheyWereInTheirOrder() {
        List<ReviewAct> acts = List.of(
                act(1, Kind.EXCLUDE, SOURCE),
                act(2, Kind.EXCLUDE, PASSAGE),
                act(3, Kind.RESTORE, SOURCE),
                act(4, Kind.RETURN, null));
        acts.forEach(act -> add(1, act));
        assertThat(all(tables -> tables.verdictReviews().acts(verdictId(1)))).isEqualTo(acts);
        assertThat(found(tables -> tables.verdictReviews().decisionOn(verdictId(1))))
                .contains(acts.get(3));
    }

    @Test
    void aNumberIsGivenOnceAndNothingIsChangedOrDeleted() {
        add(1, act(1, Kind.ACCEPT, null));
        assertThatThrownBy(() -> add(1, act(1, Kind.RETURN, null))).hasStackTraceContaining("verdict_review_pkey");
        assertThatThrownBy(() -> sql("update verdict_review set note = ''")).hasStackTraceContaining("neither changed");
        assertThatThrownBy(() -> sql("delete from verdict_review")).hasStackTraceContaining("neither changed");
        assertThat(column("select note from verdict_review")).containsExactly("理由 <b>");
    }

    @Test
    void actsAndCountsGoWithTheVerdict() {
        add(1, act(1, Kind.ACCEPT, null));
        store.run(tables -> tables.verdictReviews().keepCounts(verdictId(1), "{}", now()));
        sql("delete from verdict where verdict_id = ?", verdictId(1));
        assertThat(column("select note from verdict_review union all select body::text from passage_count"))
                .isEmpty();
    }

    @Test
    void whatWasCountedFirstStays() {
        assertThat(found(tables -> tables.verdictReviews().counts(verdictId(1))))
                .isEmpty();
        store.run(tables -> tables.verdictReviews().keepCounts(verdictId(1), "{\"a\":1}", now()));
        store.run(tables -> tables.verdictReviews().keepCounts(verdictId(1), "{\"a\":2}", now()));
        assertThat(found(tables -> tables.verdictReviews().counts(verdictId(1))))
                .contains("{\"a\":1}");
    }

    @Test
    void whoHoldsAVerdictLearnsWhichIsTheNewest() {
        assertThat(found(tables -> tables.verdictReviews().hold(verdictId(1))))
                .contains(new Held(key, Mode.SUBMIT, verdictId(1)));
        duplicates(2);
        assertThat(found(tables -> tables.verdictReviews().hold(verdictId(1))))
                .contains(new Held(key, Mode.SUBMIT, verdictId(2)));
        assertThat(found(tables -> tables.verdictReviews().hold("none"))).isEmpty();
    }

    @Test
    void theDeskKnowsTheDecisionThatHoldsAndWhatHasChangedSince() {
        assertThat(state()).isEqualTo(ReviewState.UNDECIDED);
        add(1, act(1, Kind.EXPLAIN, null));
        assertThat(state()).isEqualTo(ReviewState.ASKED);
        add(1, act(2, Kind.RETURN, null));
        assertThat(state()).isEqualTo(ReviewState.RETURNED);
        add(1, act(3, Kind.ACCEPT, null));
        assertThat(state()).isEqualTo(ReviewState.ACCEPTED);
        for (ReviewState state : ReviewState.values()) {
            assertThat(desk(state, null)).hasSize(state == ReviewState.ACCEPTED ? 1 : 0);
        }
        finished(2, ResultState.NONE, "[]");
        assertThat(state()).isEqualTo(ReviewState.CHANGED);
        assertThat(desk(ReviewState.CHANGED, "chen")).hasSize(1);
        assertThat(desk(ReviewState.CHANGED, "zhao")).isEmpty();
        assertThat(found(tables -> tables.verdictReviews().lastDecision(key)).orElseThrow())
                .satisfies(last -> {
                    assertThat(last.verdictId()).isEqualTo(verdictId(1));
                    assertThat(last.act().kind()).isEqualTo(Kind.ACCEPT);
                });
    }

    @Test
    void aDecisionCountsForWhatSaysTheSameOfTheSameTextToTheSamePerson() {
        add(1, act(1, Kind.ACCEPT, null));
        assertThat(counting(1)).isEqualTo(Kind.ACCEPT);
        duplicates(2);
        assertThat(counting(2)).as("nobody is the same as somebody").isNull();
        keepSubmission(2);
        assertThat(counting(2)).isEqualTo(Kind.ACCEPT);
        finished(3, ResultState.NONE, "[]");
        keepSubmission(3);
        assertThat(counting(3)).as("other findings").isNull();
        sql("update verdict set content_hash = 'another' where verdict_id = ?", verdictId(2));
        assertThat(counting(2)).as("another text").isNull();
        add(2, act(1, Kind.RETURN, null));
        assertThat(counting(2)).isEqualTo(Kind.RETURN);
        assertThat(counting(1)).as("the last decision is about another").isNull();
    }

    private Kind counting(long revision) {
        return found(tables -> tables.verdictReviews().decisionCountingFor(key, verdictId(revision)))
                .map(ReviewAct::kind)
                .orElse(null);
    }

    private ReviewState state() {
        return desk(null, null).get(0).review();
    }

    private List<ReviewLine> desk(ReviewState state, String decidedBy) {
        return all(tables -> tables.reviewDesk()
                .list(
                        new ReviewDesk.Filter(
                                ReviewDesk.Order.CONTAINMENT, null, null, null, null, null, null, state, decidedBy),
                        null,
                        10));
    }

    @Test
    void anApplicantsLineHasTheDecisionOnTheVerdictOfNow() {
        add(1, act(1, Kind.EXCLUDE, SOURCE));
        assertThat(line().decision()).isNull();
        add(1, act(2, Kind.RETURN, null));
        assertThat(line().decision()).isEqualTo(ReviewDecision.RETURN);
        assertThat(line().decisionNote()).isEqualTo("理由 <b>");
        duplicates(2);
        assertThat(line().decision()).isNull();
    }

    private OwnSubmissions.Line line() {
        return all(tables -> tables.ownSubmissions().list("user-1", null, 10)).get(0);
    }
}
