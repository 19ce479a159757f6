package org.dupcheck.gateway.policies;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * Shows and saves policies. A saved one is written to the database at once: it is no message that somebody consumes, and who
 * saves it is to know, by the answer, that checks which begin from now on are under it.
 */
public final class PolicyResource {
    /** The version's number in quotes, as an answer's ETag has it. */
    private static final Pattern TAG = Pattern.compile("\\s*(?:W/)?\"(\\d{1,18})\"\\s*");

    private final Gate gate;
    private final Store store;
    private final JsonCodec requests;
    private final JsonCodec codec;
    private final Clock clock;

    /**
     * @param requests that refuses fields it does not know
     * @param codec of what is stored
     */
    public PolicyResource(Gate gate, Store store, JsonCodec requests, JsonCodec codec, Clock clock) {
        this.gate = gate;
        this.store = store;
        this.requests = requests;
        this.codec = codec;
        this.clock = clock;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                Links.API + "/policies/{businessType}",
                Parameters.only(this::get),
                Role.MODULE,
                Role.REVIEWER,
                Role.OPERATOR,
                Role.AUDITOR);
        routes.put(Links.API + "/policies/{businessType}", Parameters.only(this::put), Role.OPERATOR);
    }

    private void get(Context ctx) {
        String type = PolicyRequest.businessType(ctx);
        gate.requireType(ctx, type, "businessType");
        answer(ctx, store.read(tables -> tables.policies().inForce(codec, type)));
    }

    private void put(Context ctx) throws IOException {
        Long expected = expected(ctx);
        Policy policy = PolicyRequest.read(ctx, requests);
        gate.requireType(ctx, policy.businessType(), "businessType");
        Saved saved = store.inTransaction(tables -> save(tables, policy, expected, gate.caller(ctx)))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.STALE_POLICY,
                        null,
                        "another version than " + expected + " is in force: read it and begin from there"));
        if (saved.changed()) {
            // once more when all can see it: a check that ended meanwhile may not have
            store.run(tables -> requestRechecks(tables, policy.businessType()));
        }
        answer(ctx, saved.policy());
    }

    /** @param changed whether it is another version than before */
    private record Saved(Policy policy, boolean changed) {}

    /** What is open of that type is checked again in the background, unless nothing has changed. */
    private Optional<Saved> save(Transaction tables, Policy policy, @Nullable Long expected, Caller caller) {
        long before = tables.policies().inForce(codec, policy.businessType()).version();
        Optional<Saved> saved = tables.policies()
                .save(codec, policy, expected, clock.instant())
                .map(stored -> new Saved(stored, stored.version() != before));
        if (saved.isPresent() && saved.get().changed()) {
            requestRechecks(tables, policy.businessType());
            String version = "version " + saved.get().policy().version();
            tables.auditLog()
                    .add(AuditEntry.of(
                            AuditAction.POLICY_SAVED,
                            policy.businessType(),
                            policy.businessType(),
                            version,
                            caller.subject()));
        }
        return saved;
    }

    private void requestRechecks(Transaction tables, String businessType) {
        tables.rechecks().requestAll(businessType, clock.instant());
    }

    private static void answer(Context ctx, Policy policy) {
        ctx.header("ETag", "\"" + policy.version() + "\"").header("Cache-Control", "private, no-cache");
        Answers.json(ctx, 200, policy);
    }

    /** The version that must be in force; null where any may be. */
    private static @Nullable Long expected(Context ctx) {
        String header = ctx.header("If-Match");
        if (header == null || header.trim().equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(header);
        if (!tag.matches()) {
            throw ProblemException.invalid("If-Match", "If-Match is no ETag of a policy");
        }
        return Long.valueOf(tag.group(1));
    }
}
