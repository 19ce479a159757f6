package org.dupcheck.gateway.pages.people;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** A cookie that no script reads and no other site's form sends along. It goes with the browser. Thread-safe. */
final class SecretCookie {
    private static final int RANDOM_BYTES = 32;

    private final String name;
    private final boolean isSecure;

    /** @param isSecure for https only: a browser takes it for the whole site then, and from no subdomain */
    SecretCookie(String name, boolean isSecure) {
        this.name = isSecure ? "__Host-" + name : name;
        this.isSecure = isSecure;
    }

    /** Empty where the browser sends none. */
    Optional<String> get(Context ctx) {
        return Optional.ofNullable(ctx.cookie(name)).filter(value -> !value.isEmpty());
    }

    /** @param value of letters, digits and {@code - _ .} */
    void set(Context ctx, String value) {
        add(ctx, value, "");
    }

    void clear(Context ctx) {
        add(ctx, "", "; Max-Age=0");
    }

    private void add(Context ctx, String value, String more) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + more + (isSecure ? "; Secure" : ""));
    }

    /** 256 random bits, as a cookie can hold them. */
    static String random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
