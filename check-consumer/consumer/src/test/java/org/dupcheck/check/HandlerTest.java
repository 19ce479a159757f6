package org.dupcheck.check;

import org.dupcheck.runtime.database.Database;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.PostgresService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A handler on a real database, whose tables each test finds empty. */
@ExtendWith(DupcheckServices.class)
abstract class HandlerTest {
    /** A text that references and submissions have in common. */
    static final String REUSED = "本项目研究城市地下管网泄漏的声学定位方法";

    static Database database;

    HandlerBench bench;

    @BeforeAll
    static void open(PostgresService postgres) {
        database = TestDatabase.migrated(postgres.newDatabase());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void emptyTables() {
        TestDatabase.empty(database);
        bench = new HandlerBench(database);
    }
}
