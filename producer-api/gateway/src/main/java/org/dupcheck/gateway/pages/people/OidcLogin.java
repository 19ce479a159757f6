package org.dupcheck.gateway.pages.people;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.oidc.PublicAddress;
import org.dupcheck.gateway.access.oidc.SignInFlow;
import org.dupcheck.gateway.http.ProblemException;

/** Sends people to the issuer that knows them, and takes them when they come back. */
public final class OidcLogin implements Login {
    private static final int MAX_PATH_LENGTH = 1_000;

    private final PageSessions sessions;
    private final SignInFlow flow;
    private final PublicAddress address;
    private final SecretCookie cookie;
    private final SecureRandom random = new SecureRandom();

    /** @param isSecure whether people come here by https only */
    public OidcLogin(PageSessions sessions, SignInFlow flow, PublicAddress address, boolean isSecure) {
        this.sessions = sessions;
        this.flow = flow;
        this.address = address;
        this.cookie = new SecretCookie("dupcheck-sign-in", isSecure);
    }

    @Override
    public void addTo(PageRoutes routes) {
        routes.getOpen("/login", this::begin);
        routes.getOpen("/login/callback", this::finish);
    }

    /** Whoever was led here goes on at once; whoever has just signed out is not signed in again unasked. */
    private void begin(PageRequest request) {
        String to = request.given("to");
        if (to == null) {
            request.show("login-oidc.jte", Map.of("end", end(request)));
            return;
        }
        String secret = SecretCookie.random(random);
        URI issuer = flow.begin(secret, pages(request));
        cookie.set(request.ctx(), secret + "." + encoded(to));
        request.ctx().redirect(issuer.toString());
    }

    /** Where to sign out at the issuer too; empty where it does not say. */
    private String end(PageRequest request) {
        try {
            return flow.end(pages(request)).map(URI::toString).orElse("");
        } catch (ProblemException e) {
            return ""; // it is told when somebody wants to sign in
        }
    }

    private URI pages(PageRequest request) {
        return address.of(request.ctx().host());
    }

    private static String encoded(String to) {
        String path = LoginPages.isOwnPath(to) && to.length() <= MAX_PATH_LENGTH ? to : "/";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(path.getBytes(StandardCharsets.US_ASCII));
    }

    private void finish(PageRequest request) {
        String held = cookie.get(request.ctx()).orElseThrow(OidcLogin::another);
        cookie.clear(request.ctx());
        int dot = held.indexOf('.');
        if (dot < 0) {
            throw another();
        }
        String query = request.ctx().queryString();
        Caller person = flow.finish(held.substring(0, dot), query == null ? "" : query, pages(request));
        sessions.open(request.ctx(), person);
        String to = decoded(held.substring(dot + 1));
        request.goTo(to.equals("/") ? LoginPages.home(person) : to);
    }

    private static String decoded(String encoded) {
        try {
            String path = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.US_ASCII);
            return LoginPages.isOwnPath(path) ? path : "/";
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }

    private static ProblemException another() {
        return new ProblemException(ErrorCode.UNAUTHENTICATED, null, "this browser has not begun to sign in");
    }
}
