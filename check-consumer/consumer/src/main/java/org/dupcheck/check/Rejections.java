package org.dupcheck.check;

import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.runtime.consume.RejectedRecordException;

/** Tells the loop which failures no retry can mend: records that break the contract go to the dead letters. */
final class Rejections {
    private Rejections() {}

    static void of(Runnable handling) {
        try {
            handling.run();
        } catch (InvalidMessageException e) {
            throw new RejectedRecordException(e.code().name(), e.path(), String.valueOf(e.getMessage()), e);
        }
    }
}
