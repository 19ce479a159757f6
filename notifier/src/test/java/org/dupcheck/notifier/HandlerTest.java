package org.dupcheck.notifier;

/** A notifier without a broker. */
abstract class HandlerTest extends TablesTest {
    final RecordingSmsGateway gateway = new RecordingSmsGateway();
    final Fixture notifier = new Fixture(tables, gateway);
}
