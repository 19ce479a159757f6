package org.dupcheck.gateway.pages.people;

import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Tells a form of ours from one that another site has a browser send. */
final class ForeignForms {
    private static final String FIELD = "formToken";
    private static final String HEADER = "X-Form-Token";

    private ForeignForms() {}

    /** Whether the browser says that another site sends this. Those too old to say so may tell the origin. */
    static boolean isFromElsewhere(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = ctx.header("Origin");
        return origin != null && !isOwn(origin, ctx.header("Host"));
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            return URI.create(origin).getRawAuthority() != null
                    && URI.create(origin).getRawAuthority().equals(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the request has the session's token, as a field or as a header. */
    static boolean hasToken(Context ctx, String expected) {
        String sent = ctx.header(HEADER);
        if (sent == null) {
            sent = ctx.formParam(FIELD);
        }
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
