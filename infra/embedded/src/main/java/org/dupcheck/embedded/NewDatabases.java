package org.dupcheck.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Makes databases on one server, each under a name of its own. Thread-safe. */
public final class NewDatabases {
    private final String adminUrl;
    private final UnaryOperator<String> urlOf;
    private final Set<String> templates = new HashSet<>();
    private int made;

    /**
     * Where they are made.
     *
     * @param adminUrl a database of the server that is there already
     * @param urlOf the URL of a database by its name
     */
    public NewDatabases(String adminUrl, UnaryOperator<String> urlOf) {
        this.adminUrl = adminUrl;
        this.urlOf = urlOf;
    }

    /** Makes an empty one and returns its URL. */
    public synchronized String empty() {
        String name = nextName();
        make(name, "");
        return urlOf.apply(name);
    }

    /** As {@link PostgresService#copyOf}. */
    public synchronized String copyOf(String template, Consumer<String> fill) {
        String source = "template_" + template;
        if (!templates.contains(source)) {
            make(source, "");
            fill.accept(urlOf.apply(source));
            templates.add(source);
        }
        String name = nextName();
        make(name, " template " + source);
        return urlOf.apply(name);
    }

    private String nextName() {
        made++;
        return "test_" + made;
    }

    private void make(String name, String like) {
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + PostgresProcess.checked(name) + like);
        } catch (SQLException e) {
            throw new LaunchException("cannot make the database " + name, e);
        }
    }
}
