package org.dupcheck.notifier;

import org.dupcheck.notifier.sms.RecordingSmsGateway;

/** A notifier without a broker. */
public abstract class HandlerTest extends TablesTest {
    protected final RecordingSmsGateway gateway = new RecordingSmsGateway();
    protected final Fixture notifier = new Fixture(tables, gateway);
}
