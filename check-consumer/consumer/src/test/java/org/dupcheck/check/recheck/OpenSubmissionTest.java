package org.dupcheck.check.recheck;

import java.time.Duration;
import org.dupcheck.check.DatabaseTest;
import org.dupcheck.check.HandlerBench;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Verdict;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.junit.jupiter.api.BeforeEach;

/** A submission that is open, and a reference set that moves. */
abstract class OpenSubmissionTest extends DatabaseTest {
    static final String OTHER = "雨季之前须沿沟道布设绊线式泥石流报警器并逐一试响，巡护员每日两次记录雨量与沟口水位，超过警戒值时" + "按预案分三路撤离下游住户，撤离路线在村口公示并每季度演练一次。";

    static final String TEXT =
            "本项目拟研究城市供水管网微小泄漏的声学定位方法，通过布设低功耗水听器阵列采集管壁振动信号，" + "结合到达时间差与自适应滤波估计泄漏位置，并在三个老旧小区开展为期一年的现场验证。";

    HandlerBench node;

    @BeforeEach
    void setUp() {
        node = node();
        node.tables.putReference("old", 1, "旧", OTHER);
        node.settle();
    }

    static HandlerBench node() {
        return new HandlerBench(database, ReferenceIndex.empty(EngineSettings.defaults()), Duration.ZERO);
    }

    void save(Policy.Thresholds thresholds) {
        Store.on(database).run(tables -> {
            save(tables, thresholds, Policy.builtIn("project").daysOpenOnceSubmitted());
            tables.recheckRequests().ofAll("project", node.clock.instant());
        });
    }

    void save(Tables tables, Policy.Thresholds thresholds, int daysOpen) {
        Policy builtIn = Policy.builtIn("project");
        Policy policy = new Policy(
                "project",
                0,
                thresholds,
                builtIn.leftOut(),
                builtIn.templates(),
                null,
                null,
                builtIn.openSubmissions(),
                builtIn.tellWhenContainmentMoves(),
                daysOpen);
        tables.policies().save(node.codec, policy, null, node.clock.instant());
    }

    void order(String id, String state, int daysAgo) {
        database.inTransaction(
                session -> session.update("""
                insert into work_order (business_type, business_id, work_order_id, revision, verdict_id, state, updated_at,
                                        declined_verdict_id)
                select business_type, business_id, 'x', 1, verdict_id, ?, ?, verdict_id
                  from check_task where business_id = ?
                    on conflict (business_type, business_id) do update set verdict_id = excluded.verdict_id,
                       state = excluded.state, updated_at = excluded.updated_at,
                       declined_verdict_id = excluded.declined_verdict_id
                """, state, node.clock.instant().minus(Duration.ofDays(daysAgo)), id));
    }

    Verdict current(String id) {
        return node.codec.read(node.task(id).result(), Verdict.class);
    }
}
