package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.checks.CheckRow;
import org.dupcheck.store.checks.CheckTable;
import org.dupcheck.store.checks.Claim;
import org.dupcheck.store.checks.StartedCheck;
import org.dupcheck.store.topics.LogPosition;
import org.dupcheck.store.workorders.WorkOrderState;
import org.junit.jupiter.api.Test;

/** Checks of submissions and pre-checks: begun, claimed, finished, withdrawn. */
class ChecksTest extends CheckTablesTest {
    @Test
    void aClaimIsGoodUntilTheNextBeginAndWritesNothingAfterIt() {
        for (CheckTable table : List.of(submissions, preChecks)) {
            Submission content = content(5, table == submissions ? Mode.SUBMIT : Mode.PRECHECK, "文字");
            Claim first = begin(table, document, content, 1).claim();
            assertThat(table.progress(first, 1, 3)).isTrue();
            Claim second = begin(table, document, content, 1).claim();
            assertThat(second.attempt()).isEqualTo(2);

            assertThat(table.progress(first, 2, 3)).isFalse();
            assertThat(table.fail(first, "late")).isFalse();
            table.supersede(first);
            table.putBack(first);
            assertThat(table.find(document).orElseThrow().state()).isEqualTo(CheckState.RUNNING);

            table.putBack(second);
            assertThat(table.find(document).orElseThrow().state()).isEqualTo(CheckState.QUEUED);
            Claim third = begin(table, document, content, 1).claim();
            assertThat(table.fail(third, "broken")).isTrue();
            table.keepFailed(third, content);
            Claim fourth = begin(table, document, content, 1).claim();
            Verdict verdict = finish(table, fourth, content);
            assertThat(table.begin(start(document, content, 1)))
                    .as("finished for good")
                    .isEmpty();
            CheckRow row = table.find(document).orElseThrow();
            assertThat(row.state()).isEqualTo(CheckState.FINISHED);
            assertThat(row.verdict()).contains(verdict.verdictId());
        }
    }

    @Test
    void aRevisionIsTakenOverByANewerOneAndNotByOtherContent() {
        Submission content = content(5, Mode.SUBMIT, "文字");
        Claim claim = begin(submissions, document, content, 1).claim();
        Submission other = content(5, Mode.SUBMIT, "别的文字");
        assertThat(submissions.begin(start(document, other, 2))).isEmpty();
        CheckRow row = submissions.find(document).orElseThrow();
        assertThat(row.reuses(5, ContentHash.of(other))).isTrue();
        assertThat(row.reuses(5, ContentHash.of(content))).isFalse();
        assertThat(row.overtakes(4, at(9))).isTrue();
        assertThat(row.overtakes(5, at(9))).isFalse();

        begin(submissions, document, content(6, Mode.SUBMIT, "新的"), 3);
        assertThat(submissions.progress(claim, 1, 1)).isFalse();
        submissions.supersede(claim);
        assertThat(submissions.find(document).orElseThrow().state()).isEqualTo(CheckState.RUNNING);
    }

    @Test
    void aVerdictOfTheSameContentIsFoundWhoeverItWasMadeFor() {
        Submission preCheck = content(9, Mode.PRECHECK, "文字");
        assertThat(begin(preChecks, document, preCheck, 1).reusableVerdict()).isNull();
        Verdict verdict = checked(preChecks, document, preCheck, 1);

        StartedCheck started = begin(submissions, document, content(1, Mode.SUBMIT, "文字"), 1);

        assertThat(started.corpusVersion()).isZero();
        assertThat(started.reusableVerdict()).contains(verdict.verdictId());
    }

    @Test
    void withdrawalsTakeBackWhatCameBeforeThem() {
        Submission content = content(5, Mode.SUBMIT, "文字");
        begin(submissions, document, content, 10);
        assertThat(withdrawals.withdrawBefore(key, at(9), null)).isFalse();
        assertThat(withdrawals.withdrawBefore(key, at(11), "wang")).isTrue();
        assertThat(in(tables -> tables.workOrders().lockCheck(key))
                        .orElseThrow()
                        .withdrawnBy())
                .isEqualTo("wang");
        CheckRow row = submissions.find(document).orElseThrow();
        assertThat(row.state()).isEqualTo(CheckState.WITHDRAWN);
        assertThat(row.overtakes(5, at(10))).isTrue();
        assertThat(row.overtakes(5, at(12))).isFalse();
        begin(submissions, document, content, 12);

        assertThat(withdrawals.withdraw(Submission.withdrawal(key, 4), at(13), null))
                .isFalse();
        assertThat(withdrawals.withdraw(Submission.withdrawal(key, 6), at(14), "key:module"))
                .isTrue();
        assertThat(in(tables -> tables.workOrders().lockCheck(key))
                        .orElseThrow()
                        .withdrawnBy())
                .isEqualTo("key:module");
        store.run(tables -> tables.workOrders().forgetWhoWithdrew(key));
        assertThat(in(tables -> tables.workOrders().lockCheck(key))
                        .orElseThrow()
                        .withdrawnBy())
                .isNull();
        assertThat(submissions.find(document).orElseThrow().revision()).isEqualTo(6);
        assertThat(submissions.begin(start(document, content, 12))).isEmpty();
    }

    @Test
    void whoLostItsClaimEndsNothingAndStoresNeitherVerdictNorText() {
        for (CheckTable table : List.of(submissions, preChecks)) {
            Submission content = content(5, table == submissions ? Mode.SUBMIT : Mode.PRECHECK, "文字");
            Claim lost = begin(table, document, content, 1).claim();
            Claim good = begin(table, document, content, 1).claim();

            assertThat(table.finish(lost, found(verdict(lost, content)), content))
                    .isFalse();

            assertThat(table.find(document).orElseThrow().state()).isEqualTo(CheckState.RUNNING);
            assertThat(column("select verdict_id from verdict")).isEmpty();
            assertThat(column("select title from submission union all select title from pre_check_text"))
                    .isEmpty();
            assertThat(table.fail(good, "enough")).isTrue();
        }
    }

    @Test
    void thePreCheckedTextNamesWhoWroteItLast() {
        checked(preChecks, document, content(5, Mode.PRECHECK, "文字"), 1);
        assertThat(column("select user_id from pre_check_text")).containsExactly("u1");

        Submission unnamed = new Submission(
                key.businessType(),
                key.businessId(),
                6,
                Mode.PRECHECK,
                "题目",
                content(6, Mode.PRECHECK, "新的").sections(),
                null,
                null);
        checked(preChecks, document, unnamed, 2);
        assertThat(column("select coalesce(user_id, 'nobody') from pre_check_text"))
                .containsExactly("nobody");
    }

    @Test
    void whomToTellOfAFailureIsKeptAndASubmissionWithoutApplicantHasNobody() {
        Submission content = content(5, Mode.SUBMIT, "文字");
        Claim claim = begin(submissions, document, content, 1).claim();
        submissions.fail(claim, "broken");
        submissions.keepFailed(claim, content);
        assertThat(column("select user_id || ' ' || phone || ' ' || locale from submission"))
                .containsExactly("u1 13800000000 zh-CN");

        Submission anonymous = new Submission(
                key.businessType(), key.businessId(), 6, Mode.SUBMIT, "题目", content.sections(), null, "WO-7");
        checked(submissions, document, anonymous, 2);
        assertThat(column("select work_order_id from submission"
                        + " where revision = 6 and user_id is null and phone is null and locale is null"))
                .containsExactly("WO-7");
    }

    @Test
    void aRecordIsBeforeAnotherByItsTimeOrByItsOffsetInTheSamePartition() {
        Instant time = Instant.parse("2026-03-01T08:00:00Z");
        LogPosition position = new LogPosition(1, 10, time);
        assertThat(position.isBefore(position)).isFalse();
        assertThat(position.isBefore(new LogPosition(1, 11, time))).isTrue();
        assertThat(position.isBefore(new LogPosition(1, 9, time))).isFalse();
        assertThat(position.isBefore(new LogPosition(2, 11, time)))
                .as("no offset of its partition")
                .isFalse();
        assertThat(position.isBefore(new LogPosition(2, 9, time.plusMillis(1)))).isTrue();
        assertThat(position.isBefore(new LogPosition(1, 11, time.minusMillis(1))))
                .as("another broker's clock is behind")
                .isTrue();
    }

    @Test
    void aBegunCheckLetsTheOrderWaitAndOneThatGoesOnLeavesIt() {
        Submission content = content(5, Mode.SUBMIT, "文字");
        begin(submissions, document, content, 1);
        assertThat(order()).isEqualTo("WAITING_CHECK 5 -");
        begin(submissions, document, content, 1);
        assertThat(column("select state || ' ' || revision from work_order_history"))
                .as("the check is tried again")
                .containsExactly("WAITING_CHECK 5");

        order(5, WorkOrderState.SUBMITTED);
        checked(submissions, document, content(6, Mode.SUBMIT, "改过的"), 2);
        assertThat(order()).isEqualTo("WAITING_CHECK 6 -");
        assertThat(column("select told_verdict_id from work_order"))
                .as("what was told was told")
                .containsExactly(verdictId(5));
    }

    @Test
    void whatWasWithdrawnAndIsSentAgainWaitsAnew() {
        Submission content = content(5, Mode.SUBMIT, "文字");
        checked(submissions, document, content, 1);
        order(5, WorkOrderState.WITHDRAWN);
        withdrawals.withdraw(Submission.withdrawal(key, 5), at(2), null);
        begin(submissions, document, content, 3);
        assertThat(order()).isEqualTo("WAITING_CHECK 5 -");
    }

    @Test
    void aWithdrawalTakesBackWhatWasSubmitted() {
        checked(submissions, document, content(5, Mode.SUBMIT, "文字"), 1);
        order(5, WorkOrderState.SUBMITTED);
        assertThat(withdrawals.withdraw(Submission.withdrawal(key, 6), at(2), null))
                .isTrue();
        assertThat(submissions.find(document).orElseThrow().state()).isEqualTo(CheckState.WITHDRAWN);
        assertThat(order()).as("that is the notifier's").startsWith("SUBMITTED 5");
    }

    /** The withdrawal's own event has not been read when it is sent again: whatever the order's state, it waits anew. */
    @Test
    void whatIsSentAgainAtTheSameRevisionWaitsWhateverBecameOfItBefore() {
        Submission content = content(5, Mode.SUBMIT, "文字");
        checked(submissions, document, content, 1);
        order(5, WorkOrderState.EXPIRED);
        withdrawals.withdraw(Submission.withdrawal(key, 5), at(2), null);
        begin(submissions, document, content, 3);
        assertThat(order()).isEqualTo("WAITING_CHECK 5 -");
        assertThat(column("select coalesce(told_verdict_id, 'nothing') from work_order"))
                .as("what was told is no longer so")
                .containsExactly("nothing");
    }

    @Test
    void aPreCheckWaitsForNoOrder() {
        begin(preChecks, document, content(1, Mode.PRECHECK, "文字"), 1);
        assertThat(column("select state from work_order")).isEmpty();
    }

    private String order() {
        return column("select state || ' ' || revision || ' ' || coalesce(verdict_id, '-') from work_order")
                .get(0);
    }
}
