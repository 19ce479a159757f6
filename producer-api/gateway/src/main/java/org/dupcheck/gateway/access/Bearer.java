package org.dupcheck.gateway.access;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.http.ProblemException;

/** What a request brings to prove who sends it (RFC 6750): a key or a token, in the header {@code Authorization}. */
public final class Bearer {
    private static final String HEADER = "Authorization";
    private static final String SCHEME = "bearer ";
    private static final String CHALLENGE = "WWW-Authenticate";

    private Bearer() {}

    /** Empty where it brings nothing of that kind. */
    public static Optional<String> of(Context ctx) {
        String header = ctx.header(HEADER);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Optional.of(header.substring(SCHEME.length()).trim())
                : Optional.empty();
    }

    /** Whether it brings anything to prove it, of whatever kind. */
    static boolean isTried(Context ctx) {
        return ctx.header(HEADER) != null;
    }

    /** It brings nothing that is known here. */
    static ProblemException missing() {
        return new ProblemException(
                ErrorCode.UNAUTHENTICATED,
                null,
                "who asks is not known; send an API key or a token in the header Authorization: Bearer …",
                Map.of(CHALLENGE, "Bearer realm=\"dupcheck\""));
    }

    /** It brings something that proves nothing; why is for our log alone. */
    public static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.UNAUTHENTICATED,
                null,
                "the key or token is not known here, or its time is up",
                Map.of(CHALLENGE, "Bearer realm=\"dupcheck\", error=\"invalid_token\""));
    }
}
