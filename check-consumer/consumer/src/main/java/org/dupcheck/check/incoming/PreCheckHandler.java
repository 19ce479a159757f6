package org.dupcheck.check.incoming;

import java.util.Objects;
import org.dupcheck.check.checking.CheckJob;
import org.dupcheck.check.checking.Checker;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.role.Rejections;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RecordHandler;

/** Records of the topic of pre-checks: each is checked and nothing else. Thread-safe. */
public final class PreCheckHandler implements RecordHandler {
    private final NewestRevision requests;
    private final Checker checker;

    public PreCheckHandler(NewestRevision requests, Checker checker) {
        this.requests = requests;
        this.checker = checker;
    }

    @Override
    public void handle(Delivery delivery) {
        try {
            checker.check(CheckJob.of(Objects.requireNonNull(requests.request(delivery)), delivery));
        } catch (InvalidMessageException e) {
            throw Rejections.of(e);
        }
    }
}
