package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;

/** A submission that is open, and what becomes of its work order. */
abstract class OpenTablesTest extends CheckTablesTest {
    final Submission content = content(1, Mode.SUBMIT, "文字");

    Verdict open() {
        return checked(submissions, document, content, 1);
    }

    void order(String state, int daysAgo) {
        sql(
                "insert into work_order (business_type, business_id, work_order_id, revision, verdict_id, state, updated_at,"
                        + " declined_verdict_id) select business_type, business_id, 'x', revision, verdict_id, ?, ?,"
                        + " verdict_id from check_task on conflict (business_type, business_id) do update set"
                        + " verdict_id = excluded.verdict_id, state = excluded.state, updated_at = excluded.updated_at,"
                        + " declined_verdict_id = excluded.declined_verdict_id",
                state,
                daysAgo(daysAgo));
    }

    void savePolicy(int daysOpen) {
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
}
