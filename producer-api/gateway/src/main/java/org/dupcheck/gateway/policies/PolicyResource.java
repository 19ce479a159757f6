package org.dupcheck.gateway.policies;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.EntityTags;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** Shows and saves policies, with the version as an ETag. */
public final class PolicyResource {
    /** The version's number in quotes, as an answer's ETag has it, with or without what {@link #tag} adds. */
    private static final Pattern TAG = Pattern.compile("\\s*(?:W/)?\"(?:(\\d{1,18})|(0)-[0-9a-f]{16})\"\\s*");

    private static final JsonCodec CODEC = new JsonCodec();

    private static final long BUILT_IN = 0;

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
        Policy policy = service.inForce(type);
        if (EntityTags.isKnown(ctx, tag(policy))) {
            ctx.header("ETag", tag(policy))
                    .header("Cache-Control", "private, no-cache")
                    .status(304);
        } else {
            answer(ctx, policy);
        }
    }

    private void put(Context ctx) throws IOException {
        Policy policy = PolicyRequest.read(ctx, requests);
        gate.requireType(ctx, policy.businessType(), "businessType");
        answer(ctx, service.save(gate.caller(ctx), policy, expected(ctx, policy.businessType())));
    }

    private static void answer(Context ctx, Policy policy) {
        ctx.header("ETag", tag(policy)).header("Cache-Control", "private, no-cache");
        Answers.json(ctx, 200, policy);
    }

    /** Of the built-in policy it has a hash too: that one may change with a new release, and its version does not. */
    private static String tag(Policy policy) {
        String hash = policy.version() == BUILT_IN
                ? "-" + Sha256.of(CODEC.write(policy)).substring(0, 16)
                : "";
        return "\"" + policy.version() + hash + "\"";
    }

    /**
     * The version that must be in force; null where any may be. The built-in policy counts as none: nobody has saved it.
     *
     * @throws ProblemException where it is known already that it is not in force
     */
    private @Nullable Long expected(Context ctx, String type) {
        String none = ctx.header("If-None-Match");
        String match = ctx.header("If-Match");
        if (none != null && (match != null || !none.trim().equals("*"))) {
            throw ProblemException.invalid("If-None-Match", "If-None-Match can be * here, without an If-Match");
        }
        if (none != null) {
            return BUILT_IN;
        }
        if (match == null) {
            return null;
        }
        if (match.trim().equals("*")) {
            // what was saved stays
            if (service.inForce(type).version() == BUILT_IN) {
                throw new ProblemException(ErrorCode.STALE_POLICY, null, "no policy of this type was ever saved");
            }
            return null;
        }
        Matcher tag = TAG.matcher(match);
        if (!tag.matches()) {
            throw ProblemException.invalid("If-Match", "If-Match is no ETag of a policy");
        }
        return tag.group(1) == null ? BUILT_IN : Long.valueOf(tag.group(1));
    }
}
