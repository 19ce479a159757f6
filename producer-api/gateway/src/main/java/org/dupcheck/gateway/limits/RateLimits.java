package org.dupcheck.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.http.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests, of each caller, applicant and business type for itself, at this node alone. A bucket of tokens each:
 * a request takes one, and a minute fills it. Who finds none is told when there will be one. A refused request takes
 * nothing. Thread-safe.
 */
public final class RateLimits {
    /** Buckets in memory, of about 300 bytes each. Beyond it those least used are forgotten, which begin full again. */
    static final int MAX_BUCKETS = 100_000;

    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final String REFUSED = "dupcheck.http.rate.limited";

    private final Map<Limit, Integer> perMinute = new EnumMap<>(Limit.class);
    private final MeterRegistry meters;
    private final TimeMeter time;
    private final Cache<Name, Bucket> buckets;

    /** What is counted. */
    private enum Limit {
        WORK("work", "one caller"),
        READS("reads", "one caller"),
        APPLICANT("applicant", "one applicant"),
        TYPE("type", "one business type");

        private final String label;
        private final String whose;

        Limit(String label, String whose) {
            this.label = label;
            this.whose = whose;
        }
    }

    private record Name(Limit limit, String of) {}

    /** @param time that never goes backwards: a bucket would stay empty until it has caught up */
    public RateLimits(RateLimitSettings settings, MeterRegistry meters, TimeMeter time) {
        this.meters = meters;
        this.time = time;
        perMinute.put(Limit.WORK, settings.work());
        perMinute.put(Limit.READS, settings.reads());
        perMinute.put(Limit.APPLICANT, settings.applicant());
        perMinute.put(Limit.TYPE, settings.type());
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                // it is full by then, and a new one is no other
                .expireAfterAccess(SPAN)
                .ticker(time::currentTimeNanos)
                .executor(Runnable::run)
                .build();
    }

    /**
     * A caller sends something that is no read.
     *
     * @throws ProblemException RATE_LIMITED
     */
    public void work(String caller) {
        spend(List.of(new Name(Limit.WORK, caller)));
    }

    /**
     * A caller reads.
     *
     * @throws ProblemException RATE_LIMITED
     */
    public void read(String caller) {
        spend(List.of(new Name(Limit.READS, caller)));
    }

    /**
     * An applicant has something done that does not name whose it is: a file, or a section while it is written.
     *
     * @throws ProblemException RATE_LIMITED
     */
    public void applicant(String applicant) {
        spend(List.of(new Name(Limit.APPLICANT, applicant)));
    }

    /**
     * Something is to be checked. Both are names that the contract allows, for they are kept.
     *
     * @param applicant null where none is named
     * @throws ProblemException RATE_LIMITED; neither of the two was counted then
     */
    public void check(@Nullable String applicant, String type) {
        List<Name> names = new ArrayList<>();
        names.add(new Name(Limit.TYPE, type));
        if (applicant != null) {
            names.add(new Name(Limit.APPLICANT, applicant));
        }
        spend(names);
    }

    /** How many are in memory. */
    long buckets() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private void spend(List<Name> names) {
        List<Bucket> spent = new ArrayList<>(names.size());
        Name empty = null;
        long waitNanos = 0;
        for (Name name : names) {
            Bucket bucket = bucket(name);
            if (bucket == null) {
                continue;
            }
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
            if (probe.isConsumed()) {
                spent.add(bucket);
            } else {
                empty = name;
                // the longest of all, so that who waits that long gets in
                waitNanos = Math.max(waitNanos, probe.getNanosToWaitForRefill());
            }
        }
        if (empty != null) {
            spent.forEach(bucket -> bucket.addTokens(1));
            throw refusal(empty.limit(), waitNanos);
        }
    }

    private @Nullable Bucket bucket(Name name) {
        int capacity = Objects.requireNonNull(perMinute.get(name.limit()));
        return capacity == 0 ? null : buckets.get(name, unknown -> newBucket(capacity));
    }

    private Bucket newBucket(int capacity) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, SPAN))
                .withCustomTimePrecision(time)
                .build();
    }

    private ProblemException refusal(Limit limit, long waitNanos) {
        meters.counter(REFUSED, "limit", limit.label).increment();
        int seconds = Math.toIntExact(Math.max(1, -Math.floorDiv(-waitNanos, TimeUnit.SECONDS.toNanos(1))));
        return ProblemException.tooMany(
                ErrorCode.RATE_LIMITED,
                "more than " + perMinute.get(limit) + " requests a minute of " + limit.whose + "; come again in "
                        + seconds + " s",
                seconds);
    }
}
