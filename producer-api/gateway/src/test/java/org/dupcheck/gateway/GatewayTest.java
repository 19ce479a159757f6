package org.dupcheck.gateway;

import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway on a real broker and a real database, one for all tests of a class. */
@ExtendWith(DupcheckServices.class)
public abstract class GatewayTest {
    protected static TestGateway gateway;

    @BeforeAll
    static void start(KafkaService kafka, PostgresService postgres, TestTopics topics) {
        gateway = TestGateway.start(kafka, postgres, topics);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }
}
