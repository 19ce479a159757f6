package org.dupcheck.store.checks;

import java.util.Optional;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;

/**
 * The rows of checks: of submissions, or of pre-checks. Every write is fenced by a {@link Claim} and changes nothing where
 * the claim is no longer good. All methods fail with a {@link org.dupcheck.runtime.failure.RetryLaterException} while the
 * database is away. Thread-safe.
 */
public interface CheckTable {
    /** Empty where the row says that this is not to be checked (any more). */
    Optional<StartedCheck> begin(CheckStart start);

    /** The row, if there is one. */
    Optional<CheckRow> find(CheckKey key);

    /** False where the claim is no longer good. */
    boolean progress(Claim claim, int pagesDone, int pagesTotal);

    /** Gives the check up for a newer one. */
    void supersede(Claim claim);

    /** Lets the check wait for its next begin, here or on another node. */
    void putBack(Claim claim);

    /** Ends the check without a verdict; false where the claim is no longer good. */
    boolean fail(Claim claim, String reason);

    /**
     * Ends the check with a verdict, and keeps the text that it is about; false where the claim is no longer good, or
     * another verdict has come before this one: then the check has to be begun again.
     */
    boolean finish(Claim claim, NewVerdict verdict, Submission content);

    /**
     * Asks for a recheck of what is stored where the reference set, its statistics or the policy are not those of its verdict
     * any more. Nothing for a pre-check, which is only looked at.
     */
    void recheckIfBehind(Verdict verdict);

    /** Keeps what was checked although the check failed for good, where somebody has to be told of it. */
    void keepFailed(Claim claim, Submission content);
}
