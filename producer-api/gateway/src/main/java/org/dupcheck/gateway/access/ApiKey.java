package org.dupcheck.gateway.access;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.store.keys.ApiKeys;
import org.jspecify.annotations.Nullable;

/**
 * A key that a program calls the API with: {@code dck_ID_SECRET}, where ID is no secret and SECRET has 256 random bits.
 * That many need no slow hash.
 */
public final class ApiKey {
    private static final String PREFIX = "dck_";
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9a-f]{12})_[A-Za-z0-9_-]{43}");

    private final String id;
    private final String text;

    private ApiKey(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** A new one that nobody can guess. */
    public static ApiKey random(SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        String name = HexFormat.of().formatHex(id);
        return new ApiKey(
                name,
                PREFIX + name + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Whether a text looks like a key, be it a right one or not. */
    static boolean isOne(String text) {
        return text.startsWith(PREFIX);
    }

    /** Empty where it has not the form of a key. */
    static Optional<ApiKey> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new ApiKey(matcher.group(1), text)) : Optional.empty();
    }

    /** The part that is no secret. */
    public String id() {
        return id;
    }

    /** The whole, to be shown once to whom it is for. */
    public String text() {
        return text;
    }

    String hash() {
        return Sha256.of(text);
    }

    /** The row to keep of it. */
    public ApiKeys.Key row(String name, Grants grants, Instant now, @Nullable Instant expires) {
        return new ApiKeys.Key(id, hash(), name, grants.written(), now, expires, null, null);
    }
}
