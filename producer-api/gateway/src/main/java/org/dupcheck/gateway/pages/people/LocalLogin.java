package org.dupcheck.gateway.pages.people;

import io.javalin.http.ForbiddenResponse;
import java.util.List;
import java.util.Map;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Trial;
import org.dupcheck.gateway.http.ProblemException;

/** Lets whoever is at the machine choose among the sample people of a trial; nobody else. */
public final class LocalLogin implements Login {
    private final PageSessions sessions;

    public LocalLogin(PageSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void addTo(PageRoutes routes) {
        routes.getOpen("/login", this::choose);
        routes.postOpen("/login", this::signIn);
    }

    private void choose(PageRequest request) {
        String to = request.given("to");
        List<Caller> people = LocalPeople.all();
        request.show("login.jte", Map.of("people", people, "to", to == null ? "" : to));
    }

    private void signIn(PageRequest request) {
        if (!Trial.isLocal(request.ctx())) {
            throw new ForbiddenResponse();
        }
        String subject = request.given("person");
        Caller person = LocalPeople.find(subject == null ? "" : subject)
                .orElseThrow(() -> ProblemException.invalid("person", "there is no such person"));
        sessions.open(request.ctx(), person);
        String to = request.given("to");
        request.goTo(to != null && LoginPages.isOwnPath(to) ? to : LoginPages.home(person));
    }
}
