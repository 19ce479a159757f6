package org.dupcheck.notifier;

import org.dupcheck.contract.BusinessKey;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.KeptFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real database; each test has a document of its own. */
@ExtendWith(DupcheckServices.class)
public abstract class TablesTest {
    private static final KeptFixture<StoredRows> TABLES = new KeptFixture<>(StoredRows::new);

    protected static StoredRows tables;

    protected final BusinessKey key = Fixture.freshKey();

    @BeforeAll
    static void open(PostgresService postgres) {
        tables = TABLES.open(postgres);
    }

    @BeforeEach
    void forgetTheDeliveriesOfOtherTests() {
        tables.deleteDeliveries();
        tables.deletePreferences();
    }

    @AfterAll
    static void close() {
        TABLES.close(tables);
    }
}
