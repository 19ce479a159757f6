package org.dupcheck.bench.detect;

import java.util.List;

/** A way to find passages: the engine in this process, or a running system over HTTP. Used by one thread. */
interface Detector extends AutoCloseable {
    /** Takes up a reference document. */
    void add(String id, String text);

    /** Makes what was added visible to checks; returns documents a second, from the first one added on. */
    double ready();

    /** The passages found in a query, in the query's and the documents' UTF-16 offsets. */
    List<Span> find(String id, String text);

    @Override
    void close();

    /** One passage found. */
    record Span(String ref, int start, int end, int sourceStart, int sourceEnd) {}
}
