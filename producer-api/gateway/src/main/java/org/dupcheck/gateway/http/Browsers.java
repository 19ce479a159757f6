package org.dupcheck.gateway.http;

import io.javalin.http.Context;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What browsers say about where a request comes from. */
public final class Browsers {
    private Browsers() {}

    /** Whether a browser says that another site sends this. Those too old to say so may tell the origin. */
    public static boolean isFromElsewhere(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = ctx.header("Origin");
        return origin != null && !isOwn(origin, ctx.header("Host"));
    }

    /** Whether what comes back is shown to a person. */
    public static boolean wantsPage(Context ctx) {
        String accepted = ctx.header("Accept");
        return accepted != null && accepted.contains("text/html");
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            return URI.create(origin).getRawAuthority() != null
                    && URI.create(origin).getRawAuthority().equals(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
