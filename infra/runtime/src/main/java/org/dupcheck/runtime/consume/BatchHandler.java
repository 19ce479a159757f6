package org.dupcheck.runtime.consume;

import java.util.List;
import java.util.Map;

/**
 * What is done with several records at once, of different keys or of one key in order. Each record has a result of its
 * own: one that fails holds up only those behind it of its own key.
 */
@FunctionalInterface
public interface BatchHandler {
    /**
     * Handles the records. Where one fails, what follows it of the same key must not be done: it counts as failed too.
     *
     * @return those that failed, each with its failure, which means what it means for a {@link RecordHandler}; all others
     *     are done
     * @throws Exception where none is done; it is then the failure of each
     */
    Map<Delivery, Throwable> handle(List<Delivery> batch) throws Exception;
}
