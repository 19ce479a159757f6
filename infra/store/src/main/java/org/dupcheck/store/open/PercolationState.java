package org.dupcheck.store.open;

import java.util.Optional;
import org.dupcheck.store.sql.Sql;

/** The one row of {@code percolation}: how far the changes of the reference set have been held against what is open. */
public final class PercolationState {
    private static final String STANDING = "select s.version, p.version from corpus_state s cross join percolation p";

    private static final String CLAIM = "select version from percolation for update skip locked";

    private static final String ADVANCE = "update percolation set version = ?";

    private final Sql sql;

    public PercolationState(Sql sql) {
        this.sql = sql;
    }

    /**
     * The reference set, and what has been done about its changes.
     *
     * @param percolated greater than {@code corpus} where the database's reference set was put back by hand
     */
    public record Standing(long corpus, long percolated) {
        public boolean isLevel() {
            return corpus == percolated;
        }
    }

    /** As it is now. */
    public Standing standing() {
        return sql.queryOne(STANDING, row -> new Standing(row.getLong(1), row.getLong(2)))
                .orElseThrow(() -> new IllegalStateException("percolation has no row"));
    }

    /** Takes the work to the end of the transaction, and reads how far it is; empty while another node is at it. */
    public Optional<Long> claim() {
        return sql.queryOne(CLAIM, row -> row.getLong(1));
    }

    /** By whoever has claimed it. */
    public void advance(long version) {
        sql.update(ADVANCE, version);
    }
}
