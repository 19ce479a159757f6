package org.dupcheck.runtime.database;

/**
 * Where a schema stands against the migrations that this program knows.
 *
 * @param current the version applied last; empty where none is
 * @param known the newest version this program knows; empty where it knows none
 * @param pending migrations known here and not yet applied, 0 or more
 * @param newerThanKnown whether a migration was applied that this program does not know: a newer program did it
 */
public record SchemaState(String current, String known, int pending, boolean newerThanKnown) {
    public boolean upToDate() {
        return pending == 0 && !newerThanKnown;
    }
}
