package org.dupcheck.gateway.access.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.dupcheck.gateway.http.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an issuer says of itself (OpenID Connect Discovery 1.0): its addresses and the keys that it signs with. Asked for
 * when it is first needed, so that a node starts without it, and then kept; keys are asked for again when one is unknown,
 * though not too often. Thread-safe.
 */
public final class OidcIssuer {
    private static final Logger LOG = LoggerFactory.getLogger(OidcIssuer.class);

    /** No {@code none}, and nothing with a secret that is shared. */
    static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

    static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_KEYS_BYTES = 256 << 10;
    private static final Duration KEYS_KEPT = Duration.ofMinutes(10);
    /** While the issuer is away. */
    private static final Duration KEYS_OUTLIVE = Duration.ofHours(4);

    private static final int AGAIN_SECONDS = 5;

    private final URI issuer;
    private volatile @Nullable Known known;

    public OidcIssuer(URI issuer) {
        this.issuer = issuer;
    }

    /**
     * What it said.
     *
     * @param keys that it signs with
     */
    record Known(OIDCProviderMetadata metadata, JWSKeySelector<SecurityContext> keys) {}

    /** @throws ProblemException 503 where it cannot be asked */
    Known known() {
        Known before = known;
        return before == null ? ask() : before;
    }

    private synchronized Known ask() {
        Known before = known;
        if (before != null) {
            return before;
        }
        try {
            OIDCProviderMetadata metadata =
                    OIDCProviderMetadata.resolve(new Issuer(issuer), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            JWKSource<SecurityContext> source = JWKSourceBuilder.create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_KEYS_BYTES))
                    .cache(KEYS_KEPT.toMillis(), 2L * TIMEOUT_MILLIS)
                    .outageTolerant(KEYS_OUTLIVE.toMillis())
                    .build();
            Known answer = new Known(metadata, new JWSVerificationKeySelector<>(ALGORITHMS, source));
            known = answer;
            return answer;
        } catch (GeneralException | IOException e) {
            throw away(e);
        }
    }

    /** It, or a part of it, does not answer as it must. */
    static ProblemException away(Exception cause) {
        LOG.warn("the issuer does not answer as it must: {}", cause.toString());
        return ProblemException.unavailable("who people are cannot be asked for now", AGAIN_SECONDS);
    }
}
