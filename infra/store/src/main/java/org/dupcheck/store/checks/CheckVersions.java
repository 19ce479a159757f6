package org.dupcheck.store.checks;

/** What a verdict is pinned to, besides its text and the reference set. */
public record CheckVersions(String engine, String settings) {}
