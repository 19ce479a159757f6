package org.dupcheck.check.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dupcheck.check.DatabaseTest;
import org.dupcheck.check.HandlerBench;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Template;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.store.Store;
import org.dupcheck.store.policies.PolicyPreviews;
import org.dupcheck.store.policies.PolicyPreviews.Claimed;
import org.dupcheck.store.policies.PreviewResult;
import org.dupcheck.store.policies.PreviewResult.Changed;
import org.dupcheck.store.policies.PreviewResult.Sides;
import org.dupcheck.store.policies.PreviewState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a draft policy would change, over the engine itself. */
class PreviewTest extends DatabaseTest {
    private static final String REUSED =
            "本项目拟研究城市供水管网微小泄漏的声学定位方法，通过布设低功耗水听器阵列采集管壁振动信号，" + "结合到达时间差与自适应滤波估计泄漏位置，并在三个老旧小区开展为期一年的现场验证。";
    private static final String OWN = "另一方面，我们在高原湖泊布设了浮标，连续三年记录水温分层与溶解氧的季节变化，据此改进了富营养化的预警模型，并向当地提出了限制网箱养殖的建议。";
    private static final String OTHER =
            "雨季之前须沿沟道布设绊线式泥石流报警器并逐一试响，巡护员每日两次记录雨量与沟口水位，超过警戒值时" + "按预案分三路撤离下游住户，撤离路线在村口公示并每季度演练一次。";

    private HandlerBench node;
    private Store store;

    @BeforeEach
    void setUp() {
        node = new HandlerBench(database, ReferenceIndex.empty(EngineSettings.defaults()), Duration.ZERO);
        store = Store.on(database);
        node.tables.putReference("r1", 1, "声学定位", REUSED);
    }

    private static Policy policy(Thresholds thresholds, LeftOut leftOut, Integer leastTokens, Template... templates) {
        return new Policy(
                "project", 0, thresholds, leftOut, List.of(templates), leastTokens, null, OpenSubmissions.OFF, .05, 30);
    }

    private static Policy from(double containment) {
        return policy(new Thresholds(containment, null, null), LeftOut.DEFAULT, null);
    }

    /** A submission that is checked; the later, the newer. */
    private void checked(String id, String text) {
        node.clock.advance(Duration.ofMinutes(1));
        node.handler.handle(node.submission(id, 1, text, 0));
    }

    private String request(Policy draft, int sample) {
        return store.inTransaction(
                        tables -> tables.policyPreviews().request(node.codec, draft, sample, node.clock.instant()))
                .orElseThrow();
    }

    private PolicyPreviews.Row row(String id) {
        return store.read(tables -> tables.policyPreviews().find(node.codec, "project", id))
                .orElseThrow();
    }

    private PreviewResult preview(Policy draft, int sample) {
        String id = request(draft, sample);
        assertThat(node.previewWorker.workOff()).isTrue();
        PolicyPreviews.Row row = row(id);
        assertThat(row.state()).as(row.error()).isEqualTo(PreviewState.FINISHED);
        assertThat(row.done()).isEqualTo(row.total() == null ? 0 : row.total());
        return row.result();
    }

    private Verdict verdict(String id) {
        List<Verdict> verdicts = node.tables.verdicts(id);
        return verdicts.get(verdicts.size() - 1);
    }

    @Test
    void aHigherThresholdSaysWhichVerdictsWouldTurn() {
        checked("all", REUSED);
        checked("half", OWN + REUSED);
        checked("none", OTHER);

        PreviewResult result = preview(from(.9), 200);

        assertThat(result.sampled()).isEqualTo(3);
        assertThat(result.notChecked()).isZero();
        assertThat(result.toNone()).isEqualTo(1);
        assertThat(result.toDuplicates()).isZero();
        assertThat(result.containmentMoved()).isZero();
        assertThat(result.reasonsChanged()).isEqualTo(1);
        assertThat(result.policyVersion()).isZero();
        assertThat(result.corpusVersion()).isEqualTo(1);
        assertThat(result.changed()).hasSize(1);
        Changed changed = result.changed().get(0);
        assertThat(changed.businessId()).isEqualTo("half");
        assertThat(changed.verdictId()).isEqualTo(verdict("half").verdictId());
        assertThat(changed.resultState()).isEqualTo(new Sides<>(ResultState.DUPLICATES, ResultState.NONE));
        assertThat(changed.confirmationReasons())
                .isEqualTo(new Sides<>(List.of(ConfirmationReason.DUPLICATES), List.<ConfirmationReason>of()));
        assertThat(changed.containment().before())
                .isEqualTo(verdict("half").containment())
                .isEqualTo(changed.containment().after());
    }

    @Test
    void whatThePolicyInForceLeavesOutIsCountedAgainWhereTheDraftSaysSo() {
        node.tables.setOwner("r1", "u"); // the bench's submissions are the user u's
        checked("own", OWN + REUSED);
        assertThat(verdict("own").resultState()).isEqualTo(ResultState.NONE);

        PreviewResult result =
                preview(policy(Thresholds.DEFAULT, new LeftOut(false, true, false, false, List.of()), null), 200);

        assertThat(result.toDuplicates()).isEqualTo(1);
        assertThat(result.containmentMoved()).isEqualTo(1);
        Sides<Double> containment = result.changed().get(0).containment();
        assertThat(containment.before()).isZero();
        assertThat(containment.after()).isBetween(.4, .7);
    }

    /** What has come since the verdict is on both sides. */
    @Test
    void aChangeOfTheReferenceSetIsNotTakenForOneOfThePolicy() {
        checked("1", OTHER + OWN);
        assertThat(verdict("1").resultState()).isEqualTo(ResultState.NONE);
        node.tables.putReference("r2", 1, "新", OTHER);
        node.tables.policy(policy(Thresholds.DEFAULT, LeftOut.DEFAULT, 10));

        PreviewResult result = preview(policy(Thresholds.DEFAULT, LeftOut.DEFAULT, 20), 200);

        assertThat(result.corpusVersion()).isEqualTo(2);
        assertThat(result.policyVersion()).isEqualTo(1);
        assertThat(result.sampled()).isEqualTo(1);
        assertThat(result.changed()).isEmpty();

        PreviewResult stricter = preview(from(.95), 200);
        assertThat(stricter.toNone())
                .as("on today's reference set it is a duplicate")
                .isEqualTo(1);
    }

    @Test
    void itWritesNothingButItsOwnRow() {
        checked("1", REUSED);
        long verdicts = node.tables.count("verdict");
        String before = node.task("1").toString();
        long statistics = node.tables.count("corpus_statistics");

        preview(from(.9), 200);

        assertThat(node.tables.count("verdict")).isEqualTo(verdicts);
        assertThat(node.task("1").toString()).isEqualTo(before);
        assertThat(node.tables.count("corpus_statistics")).isEqualTo(statistics);
        assertThat(node.tables.count("recheck")).isZero();
        assertThat(node.tables.count("policy")).isZero();
        assertThat(node.publisher.published).hasSize(1);
    }

    @Test
    void theSampleIsTheNewestAndTheListGoesByWhatTurnsAndThenByHowFarItMoves() {
        checked("oldest", REUSED);
        checked("turns", OWN + REUSED);
        checked("all", REUSED);
        checked("three", OTHER + OWN + REUSED);
        Policy form = policy(new Thresholds(.3, null, null), LeftOut.DEFAULT, null, new Template("说明", OWN));
        node.tables.policy(policy(new Thresholds(.6, null, null), LeftOut.DEFAULT, null));

        PreviewResult result = preview(form, 3);

        assertThat(result.sampled()).isEqualTo(3);
        assertThat(result.changed()).extracting(Changed::businessId).containsExactly("turns", "three");
        assertThat(result.containmentMoved()).isEqualTo(2);
        assertThat(result.changed()).allMatch(one -> !one.businessId().equals("oldest"));
    }

    @Test
    void aNodeThatStopsLeavesItToTheNextOne() {
        checked("1", REUSED);
        String id = request(from(.9), 200);
        Claimed claimed = store.inTransaction(
                        tables -> tables.policyPreviews().claim(PreviewWorker.LEASE, node.clock.instant()))
                .orElseThrow();
        AtomicBoolean stopped = new AtomicBoolean();

        assertThatThrownBy(() -> node.preview.run(claimed, (done, total) -> stopped.set(true), stopped::get))
                .isInstanceOf(SupersededException.class);
        node.clock.advance(PreviewWorker.LEASE.plusSeconds(1));
        assertThat(node.previewWorker.workOff()).isTrue();
        assertThat(row(id).state()).isEqualTo(PreviewState.FINISHED);
        assertThat(node.previewWorker.workOff()).as("nothing is left").isFalse();
    }

    @Test
    void aBusinessTypeWithoutChecksHasNothingToTell() {
        PreviewResult result = preview(from(.9), 200);

        assertThat(result.sampled()).isZero();
        assertThat(result.changed()).isEmpty();
    }

    @Test
    void oneTextThatCannotBeCheckedCostsTheOthersNothing() {
        checked("1", REUSED);
        checked("2", OWN + REUSED);
        database.inTransaction(session ->
                session.update("update submission set sections = '[{\"key\":\"目标\"}]' where business_id = '2'"));

        PreviewResult result = preview(from(.9), 200);

        assertThat(result.sampled()).isEqualTo(1);
        assertThat(result.notChecked()).isEqualTo(1);
    }

    @Test
    void whatCannotBeDoneAtAllFailsAndSaysSo() {
        String id = request(from(.9), 200);
        database.inTransaction(session -> session.update("update policy_preview set draft = '{\"thresholds\":7}'"));

        assertThat(node.previewWorker.workOff()).isTrue();

        assertThat(row(id).state()).isEqualTo(PreviewState.FAILED);
        assertThat(row(id).error()).isEqualTo("the preview failed: InvalidMessageException");
    }
}
