package org.dupcheck.role;

import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.runtime.consume.RejectedRecordException;

/** Turns what breaks the contract into what no retry can mend: such a record goes to the dead letters. Stateless. */
public final class Rejections {
    private Rejections() {}

    /** With the code and the path that the dead letter's headers name. */
    public static RejectedRecordException of(InvalidMessageException fault) {
        return new RejectedRecordException(
                fault.code().name(), fault.path(), String.valueOf(fault.getMessage()), fault);
    }
}
