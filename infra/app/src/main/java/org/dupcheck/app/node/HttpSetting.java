package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.duration;
import static org.dupcheck.runtime.settings.SettingType.integer;
import static org.dupcheck.runtime.settings.SettingType.text;

import java.time.Duration;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.runtime.settings.SettingsReader;

/** Where the API listens, and how much it takes at once. */
final class HttpSetting {
    private HttpSetting() {}

    static HttpSettings read(SettingsReader in) {
        HttpSettings defaults = HttpSettings.DEFAULT;
        return new HttpSettings(
                in.read("dupcheck.http.host", defaults.host(), text(), "address to listen on; 0.0.0.0 for all"),
                in.read(
                        "dupcheck.http.port",
                        defaults.port(),
                        integer(0, NodeSettings.MAX_PORT, ""),
                        "port to listen on; 0 picks a free one"),
                in.read(
                        "dupcheck.http.max-threads",
                        defaults.maxThreads(),
                        integer(8, 1_000, "threads"),
                        "that serve requests"),
                defaults.maxConnections(),
                defaults.idleTimeout(),
                defaults.shutdownTimeout(),
                defaults.maxHeaderBytes(),
                in.read(
                        "dupcheck.http.body-timeout",
                        defaults.bodyTimeout(),
                        duration(Duration.ofMillis(100), Duration.ofHours(1)),
                        "how long a request's body may take to come in"),
                defaults.bodyMemoryBytes());
    }
}
