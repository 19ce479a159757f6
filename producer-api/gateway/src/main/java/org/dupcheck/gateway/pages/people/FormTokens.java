package org.dupcheck.gateway.pages.people;

import io.javalin.http.Context;
import org.dupcheck.gateway.common.Secrets;

/** Tells a form of a session from one that somebody else made. */
final class FormTokens {
    private static final String FIELD = "formToken";
    private static final String HEADER = "X-Form-Token";

    private FormTokens() {}

    /** A page that is still open after a new sign-in goes on with that one's token. */
    static void tell(Context ctx, String token) {
        ctx.header(HEADER, token);
    }

    /** Whether the request has the session's token, as a field or as a header. */
    static boolean hasToken(Context ctx, String expected) {
        String sent = ctx.header(HEADER);
        if (sent == null) {
            sent = ctx.formParam(FIELD);
        }
        return sent != null && Secrets.areSame(sent, expected);
    }
}
