package org.dupcheck.gateway.pages.people;

import java.util.Map;
import org.dupcheck.gateway.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** Signs in and out. On a trial's machine one chooses among sample people; nobody else can reach it. */
public final class LoginPages {
    private final PageSessions sessions;

    public LoginPages(PageSessions sessions) {
        this.sessions = sessions;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.getOpen("/", request -> request.goTo(home(request.frame().person())));
        routes.getOpen("/login", this::choose);
        routes.postOpen("/login", this::signIn);
        routes.postOpen("/logout", this::signOut);
    }

    /** Where a person begins. */
    static String home(@Nullable Person person) {
        if (person == null) {
            return "/login";
        }
        if (person.isOperator()) {
            return "/operations";
        }
        return person.isReviewer() ? "/review" : "/write";
    }

    private void choose(PageRequest request) {
        String to = request.given("to");
        request.show("login.jte", Map.of("people", LocalPeople.all(), "to", to == null ? "" : to));
    }

    private void signIn(PageRequest request) {
        String subject = request.given("person");
        Person person = LocalPeople.find(subject == null ? "" : subject)
                .orElseThrow(() -> ProblemException.invalid("person", "there is no such person"));
        sessions.open(request.ctx(), person);
        String to = request.given("to");
        request.goTo(to != null && isOwnPath(to) ? to : home(person));
    }

    /** Nobody is led away from here by a link to the sign-in: {@code //host} and {@code /\host} name other sites. */
    static boolean isOwnPath(String to) {
        return to.startsWith("/") && !to.startsWith("//") && to.chars().allMatch(c -> c > ' ' && c != '\\' && c < 127);
    }

    private void signOut(PageRequest request) {
        sessions.close(request.ctx());
        request.goTo("/login");
    }
}
