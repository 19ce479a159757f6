package org.dupcheck.store;

/** Names the schema and where its migrations are. */
public final class Schema {
    /** The PostgreSQL schema that every table is in. */
    public static final String NAME = "dupcheck";

    /** Flyway's location of the migrations. */
    public static final String MIGRATIONS = "classpath:db/migration";

    private Schema() {}
}
