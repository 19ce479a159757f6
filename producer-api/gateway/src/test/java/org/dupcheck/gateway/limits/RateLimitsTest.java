package org.dupcheck.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.gateway.http.ProblemException;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
    private static final Pattern SECONDS = Pattern.compile("come again in (\\d+) s");
    private static final long SECOND = 1_000_000_000L;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SetTime time = new SetTime();

    private static final class SetTime implements TimeMeter {
        private final AtomicLong nanos = new AtomicLong(-5 * SECOND);

        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        void pass(long by) {
            nanos.addAndGet(by);
        }
    }

    private RateLimits limits(int work, int reads, int applicant, int type) {
        return new RateLimits(new RateLimitSettings(work, reads, applicant, type), meters, time);
    }

    /** 0 where it got in. */
    private static long refusedFor(Runnable request) {
        try {
            request.run();
            return 0;
        } catch (ProblemException e) {
            Matcher seconds = SECONDS.matcher(e.getMessage());
            assertThat(seconds.find()).as(e.getMessage()).isTrue();
            return Long.parseLong(seconds.group(1));
        }
    }

    @Test
    void aMinutesWorthMayComeAtOnceAndThenAsManyAsAMinuteBrings() {
        RateLimits limits = limits(120, 60, 0, 0);
        for (int i = 0; i < 120; i++) {
            limits.work("key:a");
        }
        assertThat(refusedFor(() -> limits.work("key:a"))).isEqualTo(1);
        time.pass(SECOND / 2 - 1);
        assertThat(refusedFor(() -> limits.work("key:a"))).isEqualTo(1);
        time.pass(1);
        assertThat(refusedFor(() -> limits.work("key:a"))).isZero();
        assertThat(refusedFor(() -> limits.work("key:a"))).isEqualTo(1);
        assertThat(meters.counter("dupcheck.http.rate.limited", "limit", "work").count())
                .isEqualTo(3);
    }

    @Test
    void whoWaitsAsToldGetsInAndWhoComesASecondEarlierDoesNot() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int run = 0; run < 300; run++) {
            RateLimits limits = limits(0, 0, random.nextInt(1, 90), random.nextInt(1, 90));
            for (int i = 0; i < 200; i++) {
                long told = refusedFor(() -> limits.check("zhang", "project"));
                if (told > 0) {
                    refused++;
                    time.pass((told - 1) * SECOND);
                    if (told > 1) {
                        assertThat(refusedFor(() -> limits.check("zhang", "project")))
                                .isEqualTo(1);
                    }
                    time.pass(SECOND);
                    assertThat(refusedFor(() -> limits.check("zhang", "project")))
                            .as("told to wait %s s", told)
                            .isZero();
                }
                time.pass(random.nextLong(SECOND));
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void eachIsCountedForItself() {
        RateLimits limits = limits(60, 60, 1, 3);
        for (int i = 0; i < 60; i++) {
            limits.work("key:a");
        }
        assertThat(refusedFor(() -> limits.work("key:a"))).isPositive();
        assertThatCode(() -> limits.work("key:b")).doesNotThrowAnyException();
        assertThatCode(() -> limits.read("key:a")).doesNotThrowAnyException();
        limits.check("zhang", "project");
        assertThat(refusedFor(() -> limits.check("zhang", "project"))).isEqualTo(60);
        assertThat(refusedFor(() -> limits.applicant("zhang"))).isEqualTo(60);
        assertThatCode(() -> limits.check("li", "project")).doesNotThrowAnyException();
        assertThatCode(() -> limits.check(null, "project")).doesNotThrowAnyException();
        assertThat(refusedFor(() -> limits.check(null, "project"))).isEqualTo(20);
        assertThatCode(() -> limits.check(null, "promotion")).doesNotThrowAnyException();
    }

    @Test
    void whatOneLimitRefusesTheOtherDoesNotCount() {
        RateLimits limits = limits(0, 0, 1, 2);
        limits.check("zhang", "project");
        for (int i = 0; i < 5; i++) {
            assertThat(refusedFor(() -> limits.check("zhang", "project"))).isPositive();
        }
        // one of two is left of the type
        limits.check("li", "project");
        assertThat(refusedFor(() -> limits.check("wang", "project"))).isEqualTo(30);
        // and that refusal took nothing of the applicant
        assertThatCode(() -> limits.check("wang", "promotion")).doesNotThrowAnyException();
    }

    @Test
    void zeroIsAnyNumber() {
        RateLimits limits = limits(0, 0, 0, 0);
        for (int i = 0; i < 10_000; i++) {
            limits.work("a");
            limits.read("a");
            limits.check("a", "a");
            limits.applicant("a");
        }
        assertThat(limits.buckets()).isZero();
    }

    @Test
    void bucketsAreBounded() {
        RateLimits limits = limits(0, 0, 5, 0);
        for (int i = 0; i < RateLimits.MAX_BUCKETS + 10_000; i++) {
            limits.applicant("applicant " + i);
        }
        assertThat(limits.buckets()).isPositive().isLessThanOrEqualTo(RateLimits.MAX_BUCKETS);
    }

    @Test
    void aBucketIsForgottenOnceItIsFull() {
        RateLimits limits = limits(0, 0, 5, 0);
        limits.applicant("zhang");
        time.pass(60 * SECOND - 1);
        assertThat(limits.buckets()).isEqualTo(1);
        time.pass(1);
        assertThat(limits.buckets()).isZero();
    }

    @Test
    void manyAtOnceGetNoMoreThanThereIs() throws Exception {
        RateLimits limits = limits(0, 0, 500, 700);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String applicant = i % 2 == 0 ? "zhang" : "li";
                callers.add(() -> {
                    int in = 0;
                    for (int n = 0; n < 1_000; n++) {
                        in += refusedFor(() -> limits.check(applicant, "project")) == 0 ? 1 : 0;
                    }
                    return in;
                });
            }
            int in = 0;
            for (Future<Integer> caller : threads.invokeAll(callers)) {
                in += caller.get();
            }
            assertThat(in).isLessThanOrEqualTo(700).isGreaterThan(500);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCallersLimitIsOneASecondAtLeast() {
        assertThatThrownBy(() -> new RateLimitSettings(59, 0, 0, 0)).hasMessageContaining("rateLimits.work");
        assertThatThrownBy(() -> new RateLimitSettings(0, 1, 0, 0)).hasMessageContaining("rateLimits.reads");
    }
}
