package org.dupcheck.gateway.idempotency;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;
import org.dupcheck.store.idempotency.IdempotencyKeys.Answer;
import org.dupcheck.store.idempotency.IdempotencyKeys.Known;
import org.dupcheck.store.idempotency.IdempotencyKeys.Name;
import org.dupcheck.store.idempotency.IdempotencyKeys.Try;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request that names an Idempotency-Key once: who sends it again is told the same. A key is its caller's. Answers
 * that say it was done are kept, and refusals that came with an effect; after any other the same request is worked out again,
 * under the revision that it was given first. Where the database is away, nothing is remembered, and calls go on without. Thread-safe.
 */
public final class IdempotentCalls {
    /** Longer than any of these calls takes: after it, whoever worked it out is taken for dead. */
    static final Duration HOLD = Duration.ofMinutes(1);

    /** A longer answer is not kept; the request is worked out again, under the same revision. */
    static final int MAX_BODY_BYTES = 1 << 20;

    private static final String TRY = "dupcheck.idempotent-try";
    private static final String EFFECT = "dupcheck.idempotent-effect";
    private static final long NO_LOOK_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Logger LOG = LoggerFactory.getLogger(IdempotentCalls.class);

    private final Gate gate;
    private final Store store;
    private final Clock clock;
    private final Duration kept;
    private final LongSupplier nextRevision;
    private volatile @Nullable Long failedNanos;

    /**
     * @param kept how long a key is known
     * @param nextRevision for requests that need one
     */
    public IdempotentCalls(Gate gate, Store store, Clock clock, Duration kept, LongSupplier nextRevision) {
        this.gate = gate;
        this.store = store;
        this.clock = clock;
        this.kept = kept;
        this.nextRevision = nextRevision;
    }

    /** Adds what keeps the answers, behind all routes of the API. */
    public void addTo(RoutesConfig routes) {
        routes.afterMatched(Links.API + "/*", this::keep);
    }

    /** Deletes keys whose time is up. */
    public Purge purge() {
        return Purge.of(
                store,
                "idempotency keys",
                kept,
                (tables, before, limit) -> tables.idempotencyKeys().purge(before, limit));
    }

    /** The handler, for requests that may name a key. It finds its revision by {@link #revision}. */
    public Handler once(Handler handler) {
        return once(handler, ctx -> nextRevision.getAsLong());
    }

    /** @param revision to be the same at every try */
    public Handler once(Handler handler, ToLongFunction<Context> revision) {
        return ctx -> {
            String key = KeyHeader.read(ctx);
            if (key == null || begins(ctx, new Name(gate.caller(ctx).subject(), key), revision)) {
                handler.handle(ctx);
            }
        };
    }

    /** The try that a request is; empty where it names no key, or keys are not remembered just now. */
    public static Optional<Try> attempt(Context ctx) {
        return Optional.ofNullable(ctx.attribute(TRY));
    }

    /** From here on the request may have its effect: what it is answered with is kept, also where that is a refusal. */
    public static void mayHaveEffect(Context ctx) {
        ctx.attribute(EFFECT, true);
    }

    /** The revision for what a request leaves open: the one of its first try, else a new one. */
    public long revision(Context ctx) {
        return attempt(ctx).map(Try::revision).orElseGet(nextRevision::getAsLong);
    }

    /** @return false where it is answered */
    private boolean begins(Context ctx, Name name, ToLongFunction<Context> revision) throws IOException {
        Long failed = failedNanos;
        if (failed != null && System.nanoTime() - failed < NO_LOOK_AFTER_FAILURE_NANOS) {
            return true;
        }
        String fingerprint = fingerprint(ctx);
        long first = revision.applyAsLong(ctx);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            Optional<Try> attempt = store.inTransaction(
                    tables -> tables.idempotencyKeys().claim(name, fingerprint, first, now, now.minus(kept), HOLD));
            if (attempt.isPresent()) {
                ctx.attribute(TRY, attempt.get());
                return true;
            }
            tellAgain(
                    ctx,
                    fingerprint,
                    store.read(tables -> tables.idempotencyKeys().find(name)));
            return false;
        } catch (RetryLaterException e) {
            failedNanos = System.nanoTime();
            LOG.debug("a request goes on without its key: {}", e.getMessage());
            return true;
        }
    }

    private static String fingerprint(Context ctx) throws IOException {
        String query = ctx.queryString();
        String line = ctx.method().name() + ' ' + ctx.path() + '?' + (query == null ? "" : query) + '\n';
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        request.writeBytes(RequestBody.bytes(ctx));
        return Sha256.of(request.toByteArray());
    }

    private static void tellAgain(Context ctx, String fingerprint, Optional<Known> found) {
        if (found.isPresent() && !found.get().fingerprint().equals(fingerprint)) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    KeyHeader.NAME,
                    "this key was given to another request; a new request needs a new key");
        }
        Answer answer = found.map(Known::answer).orElse(null);
        if (answer == null) {
            throw ProblemException.tooMany(
                    ErrorCode.IDEMPOTENCY_KEY_IN_USE, "the first request of this key is not answered yet", 1);
        }
        if (answer.location() != null) {
            ctx.header("Location", answer.location());
        }
        ctx.header("Idempotent-Replayed", "true");
        Answers.stored(ctx, answer.status(), answer.body());
    }

    private void keep(Context ctx) {
        attempt(ctx).ifPresent(attempt -> {
            try {
                keep(ctx, attempt);
            } catch (RetryLaterException e) {
                // its time is up soon, and then it can be worked out again
                LOG.warn("an answer is not kept, sent again the request is worked out anew: {}", e.getMessage());
            } catch (IOException e) {
                throw new IllegalStateException("an answer in memory cannot be read", e);
            }
        });
    }

    private void keep(Context ctx, Try attempt) throws IOException {
        int status = ctx.statusCode();
        boolean isFinal = status < 300 || (status < 500 && ctx.attribute(EFFECT) != null);
        if (isFinal) {
            byte[] body = bytes(ctx);
            Answer answer = new Answer(status, ctx.res().getHeader("Location"), body);
            store.run(tables -> {
                if (body.length <= MAX_BODY_BYTES) {
                    tables.idempotencyKeys().answered(attempt, answer);
                } else {
                    tables.idempotencyKeys().release(attempt);
                }
            });
        } else if (status < 500 && !attempt.isAgain()) {
            store.run(tables -> tables.idempotencyKeys().forget(attempt));
        } else {
            // it may have had its effect all the same, now or at an earlier try
            store.run(tables -> tables.idempotencyKeys().release(attempt));
        }
    }

    private static byte[] bytes(Context ctx) throws IOException {
        InputStream result = ctx.resultInputStream();
        if (result == null) {
            return new byte[0];
        }
        byte[] bytes = result.readAllBytes();
        ctx.result(bytes);
        return bytes;
    }
}
