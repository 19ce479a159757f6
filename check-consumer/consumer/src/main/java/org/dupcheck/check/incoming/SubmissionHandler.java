package org.dupcheck.check.incoming;

import org.dupcheck.check.checking.CheckJob;
import org.dupcheck.check.checking.CheckMeters;
import org.dupcheck.check.checking.CheckRequest;
import org.dupcheck.check.checking.Checker;
import org.dupcheck.check.verdict.VerdictAnnouncement;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Sender;
import org.dupcheck.contract.Submission;
import org.dupcheck.role.Rejections;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RecordHandler;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.store.checks.CheckRow;
import org.dupcheck.store.checks.SubmissionChecks;
import org.dupcheck.store.checks.Withdrawals;
import org.dupcheck.store.topics.LogPosition;
import org.jspecify.annotations.Nullable;

/** Records of the topic of submissions: each is checked, or takes back others. Thread-safe. */
public final class SubmissionHandler implements RecordHandler {
    private final NewestRevision requests;
    private final Checker checker;
    private final SubmissionChecks checks;
    private final Withdrawals withdrawals;
    private final VerdictAnnouncement announcement;
    private final CheckMeters meters;

    public SubmissionHandler(
            NewestRevision requests,
            Checker checker,
            SubmissionChecks checks,
            Withdrawals withdrawals,
            VerdictAnnouncement announcement,
            CheckMeters meters) {
        this.requests = requests;
        this.checker = checker;
        this.checks = checks;
        this.withdrawals = withdrawals;
        this.announcement = announcement;
        this.meters = meters;
    }

    @Override
    public void handle(Delivery delivery) {
        try {
            CheckRequest request = requests.request(delivery);
            if (request == null) {
                withdrawBefore(delivery);
            } else if (request.content().mode() == Mode.WITHDRAW) {
                withdraw(request.content(), delivery);
            } else {
                checker.check(CheckJob.of(request, delivery));
            }
        } catch (InvalidMessageException e) {
            throw Rejections.of(e);
        }
    }

    private void withdraw(Submission withdrawal, Delivery delivery) {
        withdrawals.withdraw(withdrawal, CheckJob.position(delivery), sender(delivery));
        CheckRow row = row(withdrawal.key());
        if (row.revision() != withdrawal.revision() || row.state() != CheckState.WITHDRAWN) {
            throw new SupersededException();
        }
        tell(withdrawal.key(), row);
    }

    /** A null record: takes back what came before it in the log, and has no revision of its own. */
    private void withdrawBefore(Delivery delivery) {
        if (delivery.key() == null) {
            throw new InvalidMessageException(ErrorCode.MISSING_FIELD, "key", "a withdrawal by null needs a key");
        }
        BusinessKey key = BusinessKey.parse(delivery.key());
        LogPosition position = CheckJob.position(delivery);
        withdrawals.withdrawBefore(key, position, sender(delivery));
        CheckRow row = row(key);
        if (!position.equals(row.position()) || row.state() != CheckState.WITHDRAWN) {
            throw new SupersededException();
        }
        tell(key, row);
    }

    private static @Nullable String sender(Delivery delivery) {
        return Sender.idIn(delivery.header(CloudEvents.AUTH_ID));
    }

    private CheckRow row(BusinessKey key) {
        return checks.find(CheckKey.document(key)).orElseThrow(SupersededException::new);
    }

    private void tell(BusinessKey key, CheckRow row) {
        announcement.withdrawn(key, row.revision(), row.updatedAt());
        meters.withdrawal();
    }
}
