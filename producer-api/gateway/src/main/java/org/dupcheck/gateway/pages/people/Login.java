package org.dupcheck.gateway.pages.people;

/** One way in which people sign in. */
@FunctionalInterface
public interface Login {
    /** Adds its routes, {@code GET /login} among them. */
    void addTo(PageRoutes routes);
}
