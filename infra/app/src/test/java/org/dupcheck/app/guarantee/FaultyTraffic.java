package org.dupcheck.app.guarantee;

import static org.awaitility.Awaitility.await;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dupcheck.app.guarantee.Faults.Fault;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.NotPublishedException;
import org.dupcheck.client.Published;

/** Publishes messages while instances and servers are killed. */
final class FaultyTraffic {
    private static final int UNACKNOWLEDGED = 500;
    /** Messages a second while the next fault is due and the one before is not over. */
    private static final int WHILE_A_FAULT_WAITS = 20;
    /** Times a message may be sent again. */
    private static final int SENT_AGAIN = 2;

    private FaultyTraffic() {}

    /** What is published. */
    interface Message {
        CompletableFuture<Published> publish(CheckClient client);
    }

    /**
     * Publishes at an even pace; each fault falls when its turn has come, and the next waits until it is over. Meanwhile messages
     * go on more slowly, so that there is work that leads to a fail point. What is left at the end falls then.
     */
    static void publish(
            CheckClient client, List<? extends Message> messages, int perSecond, List<Fault> faults, Site site)
            throws Exception {
        ExecutorService faultInjection = Executors.newSingleThreadExecutor(task -> new Thread(task, "faultInjection"));
        try {
            Semaphore window = new Semaphore(UNACKNOWLEDGED);
            Map<Message, CompletableFuture<Published>> sent = new LinkedHashMap<>();
            Future<?> struck = CompletableFuture.completedFuture(null);
            int nextMishap = 0;
            long due = System.nanoTime();
            for (int i = 0; i < messages.size(); i++) {
                boolean isDue = nextMishap < faults.size()
                        && i >= faults.get(nextMishap).afterMessages();
                // with most of them still starting, a kill would prove nothing: nobody is at work
                if (isDue && struck.isDone() && site.majorityReady()) {
                    struck.get();
                    Fault fault = faults.get(nextMishap++);
                    struck = faultInjection.submit(() -> site.inject(fault));
                    isDue = false;
                }
                window.acquire();
                CompletableFuture<Published> published = messages.get(i).publish(client);
                sent.put(messages.get(i), published.whenComplete((outcome, failure) -> window.release()));
                due += TimeUnit.SECONDS.toNanos(1) / (isDue ? WHILE_A_FAULT_WAITS : perSecond);
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            }
            struck.get();
            for (Fault fault : faults.subList(nextMishap, faults.size())) {
                await("a majority is ready").atMost(Site.START).until(site::majorityReady);
                site.inject(fault);
            }
            sendAgainWhatFailed(client, sent);
        } finally {
            faultInjection.shutdownNow();
        }
    }

    /**
     * The client repeats by itself, whatever was killed; what it gives up in the end, a module sends again under the same
     * revision. That is rare, and is told with its cause.
     */
    private static void sendAgainWhatFailed(CheckClient client, Map<Message, CompletableFuture<Published>> sent) {
        Map<Message, CompletableFuture<Published>> left = sent;
        for (int round = 0; round <= SENT_AGAIN; round++) {
            Map<Message, CompletableFuture<Published>> again = new LinkedHashMap<>();
            for (Map.Entry<Message, CompletableFuture<Published>> entry : left.entrySet()) {
                try {
                    entry.getValue().join();
                } catch (CompletionException e) {
                    Throwable why = e.getCause();
                    if (!(why instanceof NotPublishedException) || round == SENT_AGAIN) {
                        throw new AssertionError(
                                "a message was not published: " + why + ", caused by " + why.getCause(), why);
                    }
                    System.out.println("traffic: sends again what was not published: " + why.getCause());
                    again.put(entry.getKey(), entry.getKey().publish(client));
                }
            }
            left = again;
        }
    }
}
