package org.dupcheck.gateway.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** This machine, by the names for it that nobody else can take: what may be reached without TLS. */
public final class Loopback {
    private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "[::1]");

    private Loopback() {}

    /** Whether a host, as a URL has it, is one of them. */
    public static boolean isHost(@Nullable String host) {
        return host != null && HOSTS.contains(host);
    }
}
