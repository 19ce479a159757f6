package org.dupcheck.gateway.pages.people;

import java.util.Map;
import org.dupcheck.gateway.access.Caller;
import org.jspecify.annotations.Nullable;

/** Where people begin, and how they sign in and out. */
public final class LoginPages {
    /** Where a sign-in ends that had a window of its own. */
    private static final String DONE_PATH = "/login/done";

    private final PageSessions sessions;
    private final Login login;

    public LoginPages(PageSessions sessions, Login login) {
        this.sessions = sessions;
        this.login = login;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.getOpen("/", request -> request.goTo(home(request.frame().person())));
        routes.postOpen("/logout", this::signOut);
        routes.getOpen(DONE_PATH, LoginPages::done);
        login.addTo(routes);
    }

    /** Where a person begins. */
    static String home(@Nullable Caller person) {
        if (person == null) {
            return "/login";
        }
        if (person.isOperator()) {
            return "/operations";
        }
        if (person.isReviewer()) {
            return "/review";
        }
        return person.isAuditor() && !person.isApplicant() ? "/audit" : "/write";
    }

    /** Nobody is led away from here by a link to the sign-in: {@code //host} and {@code /\host} name other sites. */
    static boolean isOwnPath(String to) {
        return to.startsWith("/") && !to.startsWith("//") && to.chars().allMatch(c -> c > ' ' && c != '\\' && c < 127);
    }

    private static void done(PageRequest request) {
        if (request.frame().person() == null) {
            request.goTo("/login");
        } else {
            request.show("signed-in.jte", Map.of());
        }
    }

    private void signOut(PageRequest request) {
        sessions.close(request.ctx());
        request.goTo("/login");
    }
}
