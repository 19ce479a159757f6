package org.dupcheck.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class FailuresTest {
    private final RetryLaterException away = new RetryLaterException("away", null);

    @Test
    void theFailureOfAFutureIsThrownAsItWas() {
        CompletableFuture<Void> direct = CompletableFuture.failedFuture(away);
        CompletableFuture<Void> behind = direct.thenRun(() -> {});
        assertThatThrownBy(() -> Failures.join(direct)).isSameAs(away);
        assertThatThrownBy(() -> Failures.join(behind)).isSameAs(away);
        assertThat(Failures.join(CompletableFuture.completedFuture("value"))).isEqualTo("value");
    }

    @Test
    void aCheckedFailureStaysWrapped() {
        IOException checked = new IOException("broken");
        assertThatThrownBy(() -> Failures.join(CompletableFuture.failedFuture(checked)))
                .isInstanceOf(CompletionException.class)
                .hasCause(checked);
    }

    @Test
    void onlyTheWrappersOfFuturesAreTakenOff() {
        IllegalStateException own = new IllegalStateException(away);
        assertThat(Failures.cause(new CompletionException(away))).isSameAs(away);
        assertThat(Failures.cause(new ExecutionException(away))).isSameAs(away);
        assertThat(Failures.cause(own)).isSameAs(own);
    }
}
