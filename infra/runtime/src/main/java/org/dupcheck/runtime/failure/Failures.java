package org.dupcheck.runtime.failure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Failures of futures, which come wrapped. Stateless. */
public final class Failures {
    private Failures() {}

    /** What failed, without the wrapper that a future puts around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && cause != null ? cause : failure;
    }

    /**
     * Waits for the future and throws its failure as it was: the consume loop tells by the type what to do.
     *
     * @throws RuntimeException the failure itself where it is unchecked, wrapped in a {@link CompletionException} where it
     *     is not
     */
    public static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw cause(e) instanceof RuntimeException unchecked ? unchecked : e;
        }
    }
}
