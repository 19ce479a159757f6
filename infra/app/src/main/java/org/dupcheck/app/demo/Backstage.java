package org.dupcheck.app.demo;

import org.dupcheck.client.CheckClient;
import org.dupcheck.runtime.kafka.RecordPublisher;

/**
 * What a show has to work with.
 *
 * @param system dupcheck from outside
 * @param texts to submit and to approve
 * @param nodes that are running
 * @param raw for records that the client would not send
 */
record Backstage(DemoSystem system, DemoTexts texts, DemoNodes nodes, CheckClient client, RecordPublisher raw) {}
