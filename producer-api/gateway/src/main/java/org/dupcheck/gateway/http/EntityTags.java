package org.dupcheck.gateway.http;

import io.javalin.http.Context;

/** Compares a request's entity tags (RFC 9110). */
public final class EntityTags {
    private EntityTags() {}

    /**
     * Whether the client has an answer already, as its If-None-Match says; weak and strong tags are alike here.
     *
     * @param opaqueTag of the answer, in quotes
     */
    public static boolean isKnown(Context ctx, String opaqueTag) {
        String header = ctx.header("If-None-Match");
        if (header == null) {
            return false;
        }
        for (String tag : header.split(",", -1)) {
            String trimmed = tag.trim();
            String opaque = trimmed.startsWith("W/") ? trimmed.substring(2) : trimmed;
            if (trimmed.equals("*") || opaque.equals(opaqueTag)) {
                return true;
            }
        }
        return false;
    }
}
