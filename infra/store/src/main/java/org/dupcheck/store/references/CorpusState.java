package org.dupcheck.store.references;

import org.dupcheck.store.sql.Sql;

/** The one row of {@code corpus_state}: the corpus version. */
public final class CorpusState {
    private static final String VERSION = "select version from corpus_state";

    private static final String LOCK = VERSION + " for update";

    private static final String SET_VERSION = "update corpus_state set version = ?";

    private final Sql sql;

    public CorpusState(Sql sql) {
        this.sql = sql;
    }

    /** 0 or more. */
    public long version() {
        return sql.queryOne(VERSION, row -> row.getLong(1)).orElse(0L);
    }

    /** Takes the lock that orders all changes of the reference set, to the end of the transaction; reads the version. */
    public long lock() {
        return sql.queryOne(LOCK, row -> row.getLong(1))
                .orElseThrow(() -> new IllegalStateException("corpus_state has no row"));
    }

    /** Under the lock. */
    public void setVersion(long version) {
        sql.update(SET_VERSION, version);
    }
}
