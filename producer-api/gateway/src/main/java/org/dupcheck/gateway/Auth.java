package org.dupcheck.gateway;

import org.dupcheck.gateway.access.oidc.OidcSettings;
import org.dupcheck.runtime.settings.Require;
import org.jspecify.annotations.Nullable;

/**
 * How callers are authenticated.
 *
 * @param oidc of the issuer; only with {@link Mode#OIDC}
 */
public record Auth(Mode mode, @Nullable OidcSettings oidc) {
    /** No authentication. */
    public static final Auth OFF = new Auth(Mode.OFF, null);
    /** See {@link Mode#LOCAL}. */
    public static final Auth LOCAL = new Auth(Mode.LOCAL, null);
    /** See {@link Mode#KEYS}. */
    public static final Auth KEYS = new Auth(Mode.KEYS, null);

    public Auth {
        Require.that((mode == Mode.OIDC) == (oidc != null), "oidc: settings of an issuer go with the mode oidc");
    }

    /** By an issuer's word. */
    public static Auth oidc(OidcSettings settings) {
        return new Auth(Mode.OIDC, settings);
    }

    /** The ways there are. */
    public enum Mode {
        /** Everybody may call everything; there are no pages. */
        OFF,
        /**
         * For a trial on one machine: whoever is at it calls the API without a key, and chooses one of four sample people
         * on the pages. Others need an API key.
         */
        LOCAL,
        /** Programs call the API with keys; there are no pages. */
        KEYS,
        /** People sign in at an OpenID Connect issuer; the API takes its tokens, and keys. */
        OIDC
    }
}
