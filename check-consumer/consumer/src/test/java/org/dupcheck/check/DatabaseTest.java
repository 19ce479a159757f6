package org.dupcheck.check;

import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.KeptFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real database, whose tables each test finds empty. */
@ExtendWith(DupcheckServices.class)
public abstract class DatabaseTest {
    private static final KeptFixture<Database> DATABASES = new KeptFixture<>(MigratedDatabase::open);

    public static Database database;

    @BeforeAll
    static void open(PostgresService postgres) {
        database = DATABASES.open(postgres);
    }

    @AfterAll
    static void close() {
        DATABASES.close(database);
    }

    @BeforeEach
    void emptyTables() {
        TestDatabase.empty(database);
    }
}
