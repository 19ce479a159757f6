package org.dupcheck.gateway.references;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of events that were published.
 *
 * @param accepted events that Kafka has acknowledged
 * @param corpusVersion at which all of them have been dealt with; absent where that is not known in time
 * @param events what came of each, in their order; absent likewise
 */
public record PublishedEvents(
        int accepted,
        @Nullable Long corpusVersion,
        @Nullable List<AppliedEvent> events) {}
