package org.dupcheck.gateway.policies;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** Shows and saves policies, with the version as an ETag. */
public final class PolicyResource {
    /** The version's number in quotes, as an answer's ETag has it. */
    private static final Pattern TAG = Pattern.compile("\\s*(?:W/)?\"(\\d{1,18})\"\\s*");

    private final Gate gate;
    private final PolicyService service;
    private final JsonCodec requests;

    /** @param requests that refuses fields it does not know */
    public PolicyResource(Gate gate, PolicyService service, JsonCodec requests) {
        this.gate = gate;
        this.service = service;
        this.requests = requests;
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
        answer(ctx, service.inForce(type));
    }

    private void put(Context ctx) throws IOException {
        Long expected = expected(ctx);
        Policy policy = PolicyRequest.read(ctx, requests);
        gate.requireType(ctx, policy.businessType(), "businessType");
        answer(ctx, service.save(gate.caller(ctx), policy, expected));
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
