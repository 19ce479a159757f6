package org.dupcheck.runtime.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;

/** One schema's migrations by Flyway. */
final class Migrations {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final DataSource source;
    private final String schema;
    private final Flyway flyway;

    Migrations(DataSource source, String schema, String location) {
        this.source = source;
        this.schema = schema;
        this.flyway = Flyway.configure()
                .dataSource(source)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(false)
                .locations(location)
                .load();
    }

    /** Needs no right to make schemas or tables where somebody who has it has made them. */
    void migrate() {
        try {
            if (state().upToDate()) {
                flyway.validate(); // what was altered by hand is refused
            } else {
                migrateInTurn();
            }
        } catch (SQLException e) {
            throw SqlFailures.translate("migrating", e);
        } catch (FlywayException e) {
            throw translate(e);
        }
    }

    /**
     * Nodes that start together take turns by an advisory lock of our own: Flyway's would make the others look again
     * only every second, and does not cover the schema's creation, which fails when two do it at once.
     */
    private void migrateInTurn() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement lock =
                        connection.prepareStatement("select pg_advisory_lock(hashtextextended('migrate ' || ?, 0))");
                Statement statement = connection.createStatement()) {
            lock.setString(1, schema);
            lock.execute();
            if (!exists(statement)) {
                create(statement);
            }
            refuseIfNewer(state());
            flyway.migrate();
        }
    }

    /** Asked first: {@code create schema if not exists} wants the right to create even where the schema exists. */
    private boolean exists(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select to_regnamespace('\"" + schema + "\"') is not null")) {
            return found.next() && found.getBoolean(1);
        }
    }

    private void create(Statement statement) throws SQLException {
        try {
            statement.execute("create schema \"" + schema + "\"");
        } catch (SQLException e) {
            throw refusal(e);
        }
    }

    /** A missing right is nothing that passes, and the SQL state alone would tell nobody what to do. */
    private RuntimeException refusal(SQLException failure) {
        return INSUFFICIENT_PRIVILEGE.equals(SqlFailures.state(failure))
                ? new SchemaException(
                        "the database's user may not make the schema " + schema + " or the tables in it: have an"
                                + " administrator execute CREATE SCHEMA " + schema
                                + " AUTHORIZATION that user, or start"
                                + " once as a user who may",
                        failure)
                : SqlFailures.translate("migrating", failure);
    }

    private void refuseIfNewer(SchemaState state) {
        if (state.newerThanKnown()) {
            throw new SchemaException(
                    "schema " + schema + " is at version " + state.current() + ", newer than " + state.known()
                            + ", the newest this program knows: start the newer program",
                    null);
        }
    }

    SchemaState state() {
        try {
            MigrationInfoService info = flyway.info();
            String known = "";
            boolean newer = false;
            for (MigrationInfo migration : info.all()) {
                MigrationState state = migration.getState();
                boolean unknownHere = state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
                newer |= unknownHere;
                if (!unknownHere && migration.isVersioned()) {
                    known = migration.getVersion().getVersion();
                }
            }
            return new SchemaState(version(info.current()), known, info.pending().length, newer);
        } catch (FlywayException e) {
            throw translate(e);
        }
    }

    private static String version(@Nullable MigrationInfo migration) {
        return migration == null || migration.getVersion() == null
                ? ""
                : migration.getVersion().getVersion();
    }

    private RuntimeException translate(FlywayException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql) {
                return refusal(sql);
            }
        }
        return new SchemaException(
                "schema " + schema + " does not fit the migrations of this program: " + failure.getMessage(), failure);
    }
}
