package org.dupcheck.bench.detect;

/** A line of a file of references or queries; what else stands there plays no part here. */
record TextRow(String id, String text) {}
