package org.dupcheck.bench.data;

/** A line of a file of references or queries; what else stands there plays no part here. */
public record TextRow(String id, String text) implements Row {
    @Override
    public void check() {
        Row.require(id != null && text != null, "id and text");
    }
}
