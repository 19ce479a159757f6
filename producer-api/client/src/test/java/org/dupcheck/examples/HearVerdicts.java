package org.dupcheck.examples;

import java.util.concurrent.CountDownLatch;
import org.dupcheck.client.VerdictListener;

/** Prints verdict events until there were so many. Arguments: brokers, topic prefix, number. */
public final class HearVerdicts {
    private HearVerdicts() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch missing = new CountDownLatch(Integer.parseInt(args[2]));
        try (VerdictListener listener = VerdictListener.builder(args[0], event -> {
                    System.out.println(event.key() + " " + event.state() + " " + event.resultState());
                    missing.countDown();
                })
                .topicPrefix(args[1])
                .groupId("examples")
                .start()) {
            missing.await();
            System.out.println(listener.counts());
        }
    }
}
