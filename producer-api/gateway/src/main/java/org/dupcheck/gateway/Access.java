package org.dupcheck.gateway;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dupcheck.gateway.access.Authenticator;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.access.KeyAuthenticator;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.access.Trial;
import org.dupcheck.gateway.access.oidc.AccessTokens;
import org.dupcheck.gateway.access.oidc.OidcIssuer;
import org.dupcheck.gateway.access.oidc.OidcSettings;
import org.dupcheck.gateway.access.oidc.SignInFlow;
import org.dupcheck.gateway.limits.RateLimits;
import org.dupcheck.gateway.pages.people.LocalLogin;
import org.dupcheck.gateway.pages.people.Login;
import org.dupcheck.gateway.pages.people.OidcLogin;
import org.dupcheck.gateway.pages.people.PageSessions;
import org.dupcheck.store.Store;

/**
 * The parts of one authentication mode.
 *
 * @param gate authenticates calls of the API
 * @param sessions of the pages
 * @param login to the pages; empty where there are none
 */
record Access(Gate gate, PageSessions sessions, Optional<Login> login) {
    private static final Caller ANYBODY = new Caller("anybody", "anybody", Grants.of(Role.values()));

    static Access of(Auth auth, Store store, Clock clock, RateLimits limits) {
        Authenticator keys = new KeyAuthenticator(store, clock);
        switch (auth.mode()) {
            case OFF -> {
                return withoutPages(store, clock, limits, ctx -> Optional.of(ANYBODY));
            }
            case KEYS -> {
                return withoutPages(store, clock, limits, keys);
            }
            case LOCAL -> {
                PageSessions sessions = new PageSessions(store, clock, false, true);
                Gate gate = new Gate(store, List.of(keys, new Trial()), limits);
                return new Access(gate, sessions, Optional.of(new LocalLogin(sessions)));
            }
            case OIDC -> {
                OidcSettings settings = Objects.requireNonNull(auth.oidc());
                OidcIssuer issuer = new OidcIssuer(settings.issuer());
                PageSessions sessions = new PageSessions(store, clock, settings.isSecure(), false);
                SignInFlow flow = new SignInFlow(issuer, settings);
                Gate gate = new Gate(store, List.of(keys, new AccessTokens(issuer, settings)), limits);
                Login login = new OidcLogin(sessions, flow, settings.publicAddress(), settings.isSecure());
                return new Access(gate, sessions, Optional.of(login));
            }
        }
        throw new IllegalArgumentException("no such way: " + auth.mode());
    }

    private static Access withoutPages(Store store, Clock clock, RateLimits limits, Authenticator way) {
        return new Access(
                new Gate(store, List.of(way), limits), new PageSessions(store, clock, true, false), Optional.empty());
    }
}
