package org.dupcheck.app.doctor;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.runtime.database.Database;

/**
 * May the database's user do what a node does: make the schema and its tables where they are not there, otherwise read and
 * change them? PostgreSQL is asked; nothing is tried.
 */
final class RightsHealthCheck implements HealthCheck {
    private static final String RIGHTS = "rights";

    private final Database database;
    private final String schema;

    RightsHealthCheck(Database database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /** Throws as {@link Database#read} does where the database is away. */
    @Override
    public List<Finding> findings() {
        State state = database.read(session -> session.queryOne(
                        "select current_user, current_database(), to_regnamespace(?) is not null,"
                                + " has_database_privilege(current_database(), 'CREATE')",
                        row -> new State(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)),
                        quoted(schema)))
                .orElseThrow();
        if (!state.schemaExists()) {
            return state.mayCreate()
                    ? List.of()
                    : List.of(Finding.wrong(
                            RIGHTS,
                            "the user " + state.user() + " may not make the schema " + schema + " in the database "
                                    + state.database(),
                            "have an administrator execute CREATE SCHEMA " + quoted(schema) + " AUTHORIZATION "
                                    + quoted(state.user())));
        }
        return within(state.user());
    }

    private List<Finding> within(String user) {
        Schema rights = database.read(session -> session.queryOne(
                        "select has_schema_privilege(?, 'USAGE'), has_schema_privilege(?, 'CREATE'),"
                                + " (select count(*) from pg_class where relnamespace = to_regnamespace(?)"
                                + " and relkind in ('r', 'p'))",
                        row -> new Schema(row.getBoolean(1), row.getBoolean(2), row.getLong(3)),
                        schema,
                        schema,
                        quoted(schema)))
                .orElseThrow();
        List<Finding> findings = new ArrayList<>();
        if (!rights.usage()) {
            findings.add(Finding.wrong(
                    RIGHTS,
                    "the user " + user + " may not use the schema " + schema,
                    "have its owner execute GRANT USAGE ON SCHEMA " + quoted(schema) + " TO " + quoted(user)));
        }
        if (rights.tables() == 0 && !rights.create()) {
            findings.add(Finding.wrong(
                    RIGHTS,
                    "the user " + user + " may not make tables in the schema " + schema + ", and there are none",
                    "have its owner execute GRANT USAGE, CREATE ON SCHEMA " + quoted(schema) + " TO " + quoted(user)
                            + ", or start serve once as a user who may"));
        }
        List<String> closed = closedTables();
        if (!closed.isEmpty()) {
            findings.add(Finding.wrong(
                    RIGHTS,
                    "the user " + user + " may not read and change "
                            + (closed.size() == 1 ? "the table " : "the tables ")
                            + String.join(", ", closed.subList(0, Math.min(3, closed.size())))
                            + (closed.size() > 3 ? " and " + (closed.size() - 3) + " more" : ""),
                    "have their owner execute GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "
                            + quoted(schema) + " TO " + quoted(user)));
        }
        return findings;
    }

    /** The tables that lack one right or more. Who brings no tables up to date need not write the migrations' history. */
    private List<String> closedTables() {
        return database.read(session -> session.query(
                "select relname from pg_class where relnamespace = to_regnamespace(?) and relkind in ('r', 'p')"
                        + " and not (has_table_privilege(oid, 'SELECT') and (relname = 'flyway_schema_history'"
                        + " or has_table_privilege(oid, 'INSERT') and has_table_privilege(oid, 'UPDATE')"
                        + " and has_table_privilege(oid, 'DELETE'))) order by relname",
                row -> row.getString(1),
                quoted(schema)));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private record State(String user, String database, boolean schemaExists, boolean mayCreate) {}

    private record Schema(boolean usage, boolean create, long tables) {}
}
