package org.dupcheck.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
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

    /** Makes an empty one of that name unless there is one. */
    synchronized void makeUnlessThere(String name) {
        execute(name, statement -> {
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + name);
        });
    }

    private void make(String name, String like) {
        execute(name, statement -> statement.execute("create database " + name + like));
    }

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private void execute(String name, Work work) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(name + " cannot name a database");
        }
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement statement = connection.createStatement()) {
            work.on(statement);
        } catch (SQLException e) {
            throw new LaunchException("cannot make the database " + name, e);
        }
    }
}
