package org.dupcheck.bench.engine;

import java.util.List;

/**
 * A submission with what is known of it.
 *
 * @param sources the reference documents that a passage of it was taken from, one entry a passage
 */
record Question(String id, String text, List<String> sources) {}
