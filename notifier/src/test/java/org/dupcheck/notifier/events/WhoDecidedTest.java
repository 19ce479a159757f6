package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.junit.jupiter.api.Test;

/** Whom history and audit log name: the user of the message, else for whom the record was sent. */
class WhoDecidedTest extends HandlerTest {
    private ConfirmationEvent decision(Decision decision, String userId) {
        return new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                StoredRows.verdictId(key, 1),
                decision,
                "because",
                userId,
                StoredRows.TIME);
    }

    @Test
    void aDecisionThatNamesNobodyIsThatOfWhoHadItSent() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.hand(decision(Decision.CONFIRM, null), "key:module");
        assertThat(tables.audited(key)).containsExactly("CONFIRMED 1 key:module because");
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1", "SUBMITTED 1 key:module because");
    }

    @Test
    void theUserOfADecisionIsWhoDecided() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.hand(decision(Decision.WITHDRAW, "user-1"), "key:module");
        assertThat(tables.audited(key)).containsExactly("DECLINED 1 user-1 because");
    }

    @Test
    void aDecisionThatWaitsForItsVerdictKeepsWhoHadItSent() {
        VerdictEvent verdict = tables.checks.duplicates(key, 1);
        notifier.hand(decision(Decision.CONFIRM, null), "key:module");
        assertThat(tables.audited(key)).isEmpty();
        notifier.handle(verdict);
        assertThat(tables.audited(key)).containsExactly("CONFIRMED 1 key:module because");
    }

    @Test
    void aWithdrawalIsThatOfWhoHadItSentAndTheRowForgetsIt() {
        notifier.handle(tables.checks.clean(key, 1));
        VerdictEvent withdrawal = tables.checks.withdrawn(key, 2);
        tables.checks.withdrawnBy(key, "key:module");
        notifier.handle(withdrawal);
        assertThat(tables.audited(key)).containsExactly("SUBMITTED 1", "WITHDRAWN 1 key:module");
        assertThat(tables.history(key)).containsExactly("SUBMITTED 1", "WITHDRAWN 1 key:module");
        assertThat(tables.checks.withdrawnBy(key)).isNull();
    }
}
