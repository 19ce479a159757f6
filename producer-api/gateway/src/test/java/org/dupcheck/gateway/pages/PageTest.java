package org.dupcheck.gateway.pages;

import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway with pages, for the tests of one class. */
@ExtendWith(DupcheckServices.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PageTest {
    protected TestGateway gateway;

    @BeforeAll
    void start(KafkaService kafka, PostgresService postgres, TestTopics topics) {
        gateway = TestGateway.start(kafka, postgres, topics, settings -> settings.withAuth(Auth.LOCAL));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }
}
