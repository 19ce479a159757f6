package org.dupcheck.gateway.access.oidc;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.dupcheck.gateway.http.Loopback;
import org.dupcheck.runtime.settings.Require;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of an issuer.
 *
 * @param issuer its identifier, an https URL; http only on the loopback
 * @param clientId of the pages, as the issuer knows them
 * @param clientSecret of the pages
 * @param publicUrl of the pages as people see them, without a path; the issuer sends people back to
 *     {@code publicUrl/login/callback}. Null: people come from this machine alone
 * @param audience that tokens for the API must name; another than the client
 * @param tokenTypes the header {@code typ} that tokens for the API may have
 * @param userClaim the claim that names a person as business modules do
 * @param rolesClaim the claim with the roles; dots lead into objects
 * @param defaultRoles of people in whose token that claim is missing or empty
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        @Nullable URI publicUrl,
        String audience,
        List<String> tokenTypes,
        String userClaim,
        String rolesClaim,
        List<String> defaultRoles) {
    public static final String DEFAULT_AUDIENCE = "dupcheck-api";
    public static final String DEFAULT_TOKEN_TYPES = "at+jwt";
    public static final String DEFAULT_USER_CLAIM = "sub";
    public static final String DEFAULT_ROLES_CLAIM = "roles";
    public static final String DEFAULT_ROLES = "applicant";

    /** @throws IllegalArgumentException where something is missing, or would not be safe */
    public OidcSettings {
        tokenTypes = List.copyOf(tokenTypes);
        defaultRoles = List.copyOf(defaultRoles);
        requireSafe(issuer, "issuer");
        if (publicUrl != null) {
            requireSafe(publicUrl, "public-url");
            Require.that(isOrigin(publicUrl), "public-url: a URL without a path expected");
        }
        Require.that(!clientId.isBlank(), "client-id: is missing");
        Require.that(!clientSecret.isBlank(), "client-secret: is missing");
        Require.that(!audience.isBlank(), "audience: is missing");
        // a token that says who somebody is must not pass for one that lets call the API
        Require.that(!audience.equals(clientId), "audience: another than the client id expected");
        Require.that(!tokenTypes.isEmpty(), "token-types: at least one expected");
    }

    private static void requireSafe(URI uri, String name) {
        boolean isLoopback = Loopback.isHost(uri.getHost());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Require.that(
                uri.getHost() != null && (scheme.equals("https") || (isLoopback && scheme.equals("http"))),
                name + ": an https URL expected, or an http one on this machine");
    }

    private static boolean isOrigin(URI uri) {
        return uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && (uri.getRawPath() == null
                        || uri.getRawPath().isEmpty()
                        || uri.getRawPath().equals("/"));
    }

    public PublicAddress publicAddress() {
        return new PublicAddress(publicUrl);
    }

    /** Whether people come by https only. */
    public boolean isSecure() {
        return publicUrl != null && "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + ", publicUrl=" + publicUrl + "]";
    }
}
