package org.dupcheck.app.doctor;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.app.node.DatabaseRefusal;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseException;
import org.dupcheck.runtime.database.SchemaException;
import org.dupcheck.runtime.database.SchemaState;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Schema;

/** Does the database answer, are its tables those of this program, and does its clock agree with ours? */
final class DatabaseHealthCheck implements HealthCheck {
    private static final String DATABASE = "database";
    private static final String SCHEMA = "schema";

    private final Database database;
    private final Clock clock;

    DatabaseHealthCheck(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try {
            String version = database.read(session -> session.queryOne("show server_version", row -> row.getString(1)))
                    .orElse("unknown");
            findings.add(Finding.fine(DATABASE, "PostgreSQL " + version + " answers"));
            List<Finding> rights = new RightsHealthCheck(database, Schema.NAME).findings();
            findings.addAll(rights);
            if (rights.isEmpty()) {
                findings.add(schema(database.schemaState(Schema.NAME, Schema.MIGRATIONS)));
            }
            Instant before = clock.instant();
            Instant theirs = database.read(session ->
                            session.queryOne("select clock_timestamp()", row -> row.getObject(1, OffsetDateTime.class)))
                    .orElseThrow()
                    .toInstant();
            findings.add(ClockSkew.finding("the database", before, theirs, clock.instant()));
        } catch (DatabaseException e) {
            findings.add(Finding.wrong(DATABASE, DatabaseRefusal.reason(e), DatabaseRefusal.remedy(e)));
        } catch (RetryLaterException e) {
            findings.add(Finding.wrong(
                    DATABASE,
                    "cannot be used: " + e.getMessage(),
                    "see that PostgreSQL runs and can be reached from here, and that dupcheck.database.url"
                            + " (DUPCHECK_DATABASE_URL), user and password are right"));
        } catch (SchemaException e) {
            findings.add(Finding.wrong(
                    SCHEMA, String.valueOf(e.getMessage()), "use the version of dupcheck that made these tables"));
        }
        return findings;
    }

    static Finding schema(SchemaState state) {
        if (state.newerThanKnown()) {
            return Finding.wrong(
                    SCHEMA,
                    "the tables are of version " + state.current() + ", newer than the " + state.known()
                            + " that this program knows",
                    "use a dupcheck as new as the one that made them");
        }
        if (state.pending() == 0) {
            return Finding.fine(SCHEMA, "version " + state.current());
        }
        return state.current().isEmpty()
                ? Finding.fine(SCHEMA, "no tables yet; serve makes them")
                : Finding.wrong(
                        SCHEMA,
                        "the tables are of version " + state.current() + ", older than the " + state.known()
                                + " that this program needs",
                        "start serve once: it brings them up to date");
    }
}
