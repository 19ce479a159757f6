package org.dupcheck.gateway.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.common.Secrets;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.gateway.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in: OpenID Connect Core 1.0, authorization code flow with PKCE (RFC 7636, S256). The browser holds one
 * secret for as long as that takes; state, nonce and the code verifier are hashes of it, so that nothing has to be kept
 * here and any node may go on. Thread-safe.
 */
public final class SignInFlow {
    private static final Logger LOG = LoggerFactory.getLogger(SignInFlow.class);
    private static final Scope SCOPE = new Scope("openid", "profile");

    private final OidcIssuer issuer;
    private final OidcSettings settings;
    private final Claims claims;
    private final ClientID client;

    public SignInFlow(OidcIssuer issuer, OidcSettings settings) {
        this.issuer = issuer;
        this.settings = settings;
        this.claims = new Claims(settings);
        this.client = new ClientID(settings.clientId());
    }

    /**
     * Where to send the browser.
     *
     * @param secret random, which the browser brings back by a cookie and the issuer never sees
     * @param pages where the browser sees the pages
     */
    public URI begin(String secret, URI pages) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, client, callback(pages))
                .endpointURI(issuer.known().metadata().getAuthorizationEndpointURI())
                .state(new State(derived(secret, "state")))
                .nonce(new Nonce(derived(secret, "nonce")))
                .codeChallenge(verifier(secret), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    private static URI callback(URI pages) {
        return pages.resolve("/login/callback");
    }

    private static String derived(String secret, String what) {
        return Sha256.of(what + ':' + secret);
    }

    private static CodeVerifier verifier(String secret) {
        return new CodeVerifier(derived(secret, "verifier"));
    }

    /**
     * Who came back.
     *
     * @param secret that the browser was sent with
     * @param query that it came back with
     * @param pages as at the beginning
     * @throws ProblemException 401 where that proves nothing, 503 where the issuer cannot be asked
     */
    public Caller finish(String secret, String query, URI pages) {
        try {
            AuthenticationResponse response =
                    AuthenticationResponseParser.parse(URI.create(callback(pages) + "?" + query));
            State state = response.getState();
            if (state == null || !Secrets.areSame(state.getValue(), derived(secret, "state"))) {
                throw refused("the answer is to another request");
            }
            if (!response.indicatesSuccess()) {
                throw refused("the issuer says "
                        + response.toErrorResponse().getErrorObject().getCode());
            }
            AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
            if (code == null) {
                throw refused("the answer brings no code");
            }
            IDTokenClaimsSet token = redeem(code, secret, pages);
            return claims.caller(token.toJWTClaimsSet().getClaims())
                    .orElseThrow(() -> refused("the claim " + settings.userClaim() + " is missing"));
        } catch (IllegalArgumentException | GeneralException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private IDTokenClaimsSet redeem(AuthorizationCode code, String secret, URI pages) throws GeneralException {
        OidcIssuer.Known known = issuer.known();
        HTTPRequest request = new TokenRequest.Builder(
                        known.metadata().getTokenEndpointURI(),
                        new ClientSecretBasic(client, new Secret(settings.clientSecret())),
                        new AuthorizationCodeGrant(code, callback(pages), verifier(secret)))
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(OidcIssuer.TIMEOUT_MILLIS);
        request.setReadTimeout(OidcIssuer.TIMEOUT_MILLIS);
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(request.send());
            if (!response.indicatesSuccess()) {
                throw refused("the issuer says "
                        + response.toErrorResponse().getErrorObject().getCode());
            }
            return new IDTokenValidator(new Issuer(settings.issuer()), client, known.keys(), null)
                    .validate(
                            ((OIDCTokenResponse) response).getOIDCTokens().getIDToken(),
                            new Nonce(derived(secret, "nonce")));
        } catch (IOException | KeySourceException e) {
            throw OidcIssuer.away(e);
        } catch (BadJOSEException | JOSEException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /** Where to sign out at the issuer too; empty where it has no such address. */
    public Optional<URI> end(URI pages) {
        URI end = issuer.known().metadata().getEndSessionEndpointURI();
        return end == null
                ? Optional.empty()
                : Optional.of(new LogoutRequest(end, null, null, client, pages.resolve("/login"), null, null).toURI());
    }

    private static ProblemException refused(String why) {
        LOG.warn("a sign-in came to nothing: {}", why);
        return new ProblemException(ErrorCode.UNAUTHENTICATED, null, "the sign-in came to nothing");
    }
}
