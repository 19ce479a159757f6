package org.dupcheck.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.dupcheck.app.terminal.UserFaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopSignalsTest {
    private final StopSignals signals = StopSignals.byHand();

    @Test
    void aSignalInterruptsTheWorkThatItMayCutShort() {
        CountDownLatch working = new CountDownLatch(1);
        raiseAfter(working);
        boolean interrupted = signals.interruptibly(() -> {
            working.countDown();
            try {
                new CountDownLatch(1).await();
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        });
        assertThat(interrupted).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** Who waits for the signal wakes up before the interrupt comes, or by it; a thousand times, so that both happen. */
    @Test
    void whatEndsInOrderIsNotInterruptedByTheSignalThatEndsIt() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            StopSignals each = StopSignals.byHand();
            Thread raising = new Thread(each::raise, "test-raise");
            boolean interrupted = each.interruptibly(() -> {
                raising.start();
                try {
                    each.await();
                } catch (InterruptedException e) {
                    // it is what was waited for
                }
                each.endInOrder();
                joined(raising);
                return Thread.currentThread().isInterrupted();
            });
            assertThat(interrupted).as("round %d", i).isFalse();
        }
    }

    @Test
    void noWorkIsBegunAfterASignal() {
        signals.raise();
        assertThatThrownBy(() -> signals.interruptibly(() -> 1)).isInstanceOf(UserFaultException.class);
    }

    private void raiseAfter(CountDownLatch working) {
        Thread raising = new Thread(
                () -> {
                    try {
                        working.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    signals.raise();
                },
                "test-raise");
        raising.setDaemon(true);
        raising.start();
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
