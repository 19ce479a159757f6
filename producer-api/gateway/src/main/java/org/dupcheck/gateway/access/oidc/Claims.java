package org.dupcheck.gateway.access.oidc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Grants;
import org.jspecify.annotations.Nullable;

/** Reads who somebody is out of a token's claims. */
final class Claims {
    private static final int MAX_SUBJECT_LENGTH = 200;

    private final OidcSettings settings;

    Claims(OidcSettings settings) {
        this.settings = settings;
    }

    /** Empty where the claim that names people is missing or cannot be a user id. */
    Optional<Caller> caller(Map<String, Object> claims) {
        if (!(find(claims, settings.userClaim()) instanceof String subject)
                || subject.isBlank()
                || subject.length() > MAX_SUBJECT_LENGTH
                || subject.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Object name = claims.get("name");
        List<String> roles = texts(find(claims, settings.rolesClaim()));
        return Optional.of(new Caller(
                subject,
                name instanceof String text && !text.isBlank() ? text : subject,
                Grants.read(roles.isEmpty() ? settings.defaultRoles() : roles)));
    }

    /** A claim by its name; where there is none of it, by its path. */
    private static @Nullable Object find(Map<?, ?> claims, String path) {
        Object found = claims.get(path);
        int dot = path.indexOf('.');
        if (found != null || dot < 0) {
            return found;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, path.substring(dot + 1))
                : null;
    }

    private static List<String> texts(@Nullable Object claim) {
        if (claim instanceof Collection<?> many) {
            return many.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return claim instanceof String one ? List.of(one.trim().split("[ ,]+", -1)) : List.of();
    }
}
