package org.dupcheck.app.demo;

/** What is shown on running nodes. */
interface Show {
    /** Plays it, and returns whether everything came out as it must. */
    boolean play(Backstage backstage);
}
