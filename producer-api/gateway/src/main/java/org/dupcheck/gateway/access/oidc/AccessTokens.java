package org.dupcheck.gateway.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.javalin.http.Context;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.gateway.access.Authenticator;
import org.dupcheck.gateway.access.Bearer;
import org.dupcheck.gateway.access.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows people and programs by the issuer's tokens (RFC 9068): the signature by one of its keys and a pinned algorithm,
 * {@code typ}, {@code iss}, {@code aud}, {@code exp} and {@code nbf} are looked at. Thread-safe.
 */
public final class AccessTokens implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

    private final OidcIssuer issuer;
    private final OidcSettings settings;
    private final Claims claims;
    private volatile @Nullable ConfigurableJWTProcessor<SecurityContext> processor;

    public AccessTokens(OidcIssuer issuer, OidcSettings settings) {
        this.issuer = issuer;
        this.settings = settings;
        this.claims = new Claims(settings);
    }

    @Override
    public Optional<Caller> find(Context ctx) {
        Optional<String> token = Bearer.of(ctx);
        if (token.isEmpty() || token.get().chars().filter(c -> c == '.').count() != 2) {
            return Optional.empty();
        }
        try {
            JWTClaimsSet set = processor().process(token.get(), null);
            return Optional.of(claims.caller(set.getClaims()).orElseThrow(Bearer::invalid));
        } catch (KeySourceException e) {
            throw OidcIssuer.away(e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.debug("a token is refused: {}", e.getMessage());
            throw Bearer.invalid();
        }
    }

    private ConfigurableJWTProcessor<SecurityContext> processor() {
        ConfigurableJWTProcessor<SecurityContext> made = processor;
        if (made == null) {
            made = new DefaultJWTProcessor<>();
            made.setJWSKeySelector(issuer.known().keys());
            made.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                    settings.tokenTypes().stream().map(JOSEObjectType::new).collect(Collectors.toSet())));
            made.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                    settings.audience(),
                    new JWTClaimsSet.Builder()
                            .issuer(settings.issuer().toString())
                            .build(),
                    Set.of("exp", "sub")));
            processor = made;
        }
        return made;
    }
}
