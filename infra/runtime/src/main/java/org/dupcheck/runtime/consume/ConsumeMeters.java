package org.dupcheck.runtime.consume;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one loop counts. Once it is idle, received = succeeded + superseded + retried + dead-lettered: every hand-out to
 * a worker, and every decision without one, is received once and ends in one of the four. A hand-out that ends because
 * the partition was taken away or the loop stops counts as retried: somebody will try it again.
 */
final class ConsumeMeters {
    private final Counter received;
    private final Counter succeeded;
    private final Counter superseded;
    private final Counter retried;
    private final Counter deadLettered;
    private final Counter offsetResets;
    private final Counter stalls;
    private final Timer handling;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger pausedPartitions = new AtomicInteger();
    private final AtomicLong lag = new AtomicLong();
    private final AtomicInteger brokersAnswer = new AtomicInteger();

    ConsumeMeters(MeterRegistry registry, String loop) {
        this.received = counter(registry, loop, "received", "attempts handed out or decided");
        this.succeeded = counter(registry, loop, "succeeded", "attempts that did the work");
        this.superseded = counter(registry, loop, "superseded", "records no longer wanted");
        this.retried = counter(registry, loop, "retried", "attempts after which the record is tried again");
        this.deadLettered = counter(registry, loop, "dead_lettered", "records put into the dead letters");
        this.offsetResets =
                counter(registry, loop, "offset_resets", "times the committed offset was no longer in the log");
        this.stalls =
                counter(registry, loop, "stalls", "times the consumer stood still and another one took its place");
        this.handling = Timer.builder("dupcheck.consume.handling")
                .description("time in the handler, a batch at a time")
                .tag("loop", loop)
                .register(registry);
        Gauge.builder("dupcheck.consume.in_flight", inFlight, AtomicInteger::get)
                .description("records polled and not yet done")
                .tag("loop", loop)
                .register(registry);
        Gauge.builder("dupcheck.consume.paused_partitions", pausedPartitions, AtomicInteger::get)
                .description("partitions not polled because enough is in flight")
                .tag("loop", loop)
                .register(registry);
        Gauge.builder("dupcheck.consume.lag", lag, AtomicLong::get)
                .description("records of all partitions that the group has not done, whoever reads them")
                .tag("loop", loop)
                .register(registry);
        Gauge.builder("dupcheck.consume.brokers_answer", brokersAnswer, AtomicInteger::get)
                .description("1 while the brokers answer a client that is not the consumer, else 0")
                .tag("loop", loop)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String loop, String name, String description) {
        return Counter.builder("dupcheck.consume." + name)
                .description(description)
                .tag("loop", loop)
                .register(registry);
    }

    void received() {
        received.increment();
    }

    void received(int attempts) {
        received.increment(attempts);
    }

    void succeeded() {
        succeeded.increment();
    }

    void superseded() {
        superseded.increment();
    }

    void retried() {
        retried.increment();
    }

    void deadLettered() {
        deadLettered.increment();
    }

    void offsetReset() {
        offsetResets.increment();
    }

    void stalled() {
        stalls.increment();
    }

    void brokersAnswer(boolean answer) {
        brokersAnswer.set(answer ? 1 : 0);
    }

    Timer handling() {
        return handling;
    }

    AtomicInteger inFlight() {
        return inFlight;
    }

    AtomicInteger pausedPartitions() {
        return pausedPartitions;
    }

    AtomicLong lag() {
        return lag;
    }
}
