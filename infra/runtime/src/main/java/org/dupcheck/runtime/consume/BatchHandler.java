package org.dupcheck.runtime.consume;

import java.util.List;

/**
 * What is done with several records at once, of different keys or of one key in order. Either all of them are done when
 * it returns, or none is: where it throws, each record is handed in again alone, so that one bad record holds up no other.
 */
@FunctionalInterface
public interface BatchHandler {
    void handle(List<Delivery> batch) throws Exception;
}
