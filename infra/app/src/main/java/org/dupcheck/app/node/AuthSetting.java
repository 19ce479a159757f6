package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.secret;
import static org.dupcheck.runtime.settings.SettingType.text;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.access.oidc.OidcSettings;
import org.dupcheck.runtime.settings.SettingsReader;
import org.jspecify.annotations.Nullable;

/** How callers are authenticated: what is chosen, checked against whose the servers are. */
final class AuthSetting {
    /** What has to be said where nothing is. */
    static final String MISSING =
            "dupcheck.auth (DUPCHECK_AUTH) is missing: Kafka or the database is an outside one, so choose"
                    + " how callers are authenticated: oidc (people sign in at your issuer, programs bring its tokens or API keys) or keys"
                    + " (API keys only, no pages)";

    private AuthSetting() {}

    /**
     * Reads it.
     *
     * @param hasOutsideServers whether Kafka or the database is somebody else's: sample people without passwords, and
     *     calls without keys, are for data that nobody else has
     * @return null where it has to be said and is not
     * @throws IllegalArgumentException where what is chosen cannot be
     */
    static @Nullable Auth read(SettingsReader in, boolean hasOutsideServers) {
        String chosen = in.read(
                "dupcheck.auth",
                "",
                text(),
                "how it is told who asks. local: for a trial with the embedded servers, whoever is at this machine calls the"
                        + " API without a key and chooses among four sample people on the pages; oidc: people sign in at an"
                        + " OpenID Connect issuer, programs bring its tokens or API keys; keys: API keys only, no pages;"
                        + " off: everybody may call everything, no pages. Left out: local with the embedded servers; with"
                        + " outside ones the node does not start");
        @Nullable OidcSettings oidc = oidc(in, chosen.equals("oidc"));
        return switch (chosen) {
            case "" -> hasOutsideServers ? null : Auth.LOCAL;
            case "keys" -> Auth.KEYS;
            case "oidc" -> new Auth(Auth.Mode.OIDC, oidc);
            case "local" -> withEmbedded(Auth.LOCAL, "local", hasOutsideServers);
            case "off" -> withEmbedded(Auth.OFF, "off", hasOutsideServers);
            default -> throw new IllegalArgumentException("dupcheck.auth: local, oidc, keys or off expected");
        };
    }

    private static Auth withEmbedded(Auth auth, String name, boolean hasOutsideServers) {
        if (hasOutsideServers) {
            throw new IllegalArgumentException(
                    "dupcheck.auth: " + name
                            + " is only for the embedded servers; oidc or keys expected, as Kafka or the database is an outside one");
        }
        return auth;
    }

    /** All are read whatever is chosen, so that each is known and described. */
    private static @Nullable OidcSettings oidc(SettingsReader in, boolean isChosen) {
        String issuer = in.read("dupcheck.oidc.issuer", "", text(), "the issuer's identifier, an https URL");
        String client = in.read("dupcheck.oidc.client-id", "", text(), "of the pages, as the issuer knows them");
        String clientSecret = in.read("dupcheck.oidc.client-secret", "", secret(), "of the pages");
        String publicUrl = in.read(
                "dupcheck.public-url",
                "",
                text(),
                "of the pages as people see them, without a path; the issuer sends people back to /login/callback there."
                        + " Left out: people sign in from this machine alone, at its loopback address");
        String audience = in.read(
                "dupcheck.oidc.audience",
                OidcSettings.DEFAULT_AUDIENCE,
                text(),
                "that tokens for the API must name; another than the client id");
        String types = in.read(
                "dupcheck.oidc.token-types",
                OidcSettings.DEFAULT_TOKEN_TYPES,
                text(),
                "header typ that tokens for the API may have, with commas between; at+jwt is RFC 9068, some issuers write"
                        + " JWT");
        String user = in.read(
                "dupcheck.oidc.user-claim",
                OidcSettings.DEFAULT_USER_CLAIM,
                text(),
                "the claim that names a person as business modules do in applicant.userId");
        String roles = in.read(
                "dupcheck.oidc.roles-claim",
                OidcSettings.DEFAULT_ROLES_CLAIM,
                text(),
                "the claim with the roles, such as reviewer or module:project; dots lead into objects");
        List<String> defaults = list(in.read(
                "dupcheck.oidc.default-roles",
                OidcSettings.DEFAULT_ROLES,
                text(),
                "of people whose token has no roles, with commas between; empty for none"));
        if (!isChosen) {
            return null;
        }
        try {
            Grants.parse(defaults);
            return new OidcSettings(
                    URI.create(issuer),
                    client,
                    clientSecret,
                    publicUrl.isEmpty() ? null : URI.create(publicUrl),
                    audience,
                    list(types),
                    user,
                    roles,
                    defaults);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dupcheck.auth is oidc: " + e.getMessage(), e);
        }
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::trim)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
