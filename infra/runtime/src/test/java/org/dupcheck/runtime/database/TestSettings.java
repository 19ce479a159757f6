package org.dupcheck.runtime.database;

/** Settings that several tests of this package use. */
final class TestSettings {
    /** Of the migrations of the tests: two versions. */
    static final String LOCATION = "classpath:db/runtime-test";

    private TestSettings() {}

    /** One connection of that user, whose password is his name. */
    static DatabaseSettings asUser(String name, String url) {
        DatabaseSettings settings = DatabaseSettings.of(url, "app");
        return new DatabaseSettings(
                url,
                name,
                name,
                "app",
                1,
                settings.connectionTimeout(),
                settings.statementTimeout(),
                settings.applicationName());
    }
}
