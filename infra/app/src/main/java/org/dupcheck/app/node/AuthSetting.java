package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.text;

import java.util.Set;
import org.dupcheck.gateway.Auth;
import org.dupcheck.runtime.settings.SettingsReader;

/** How people sign in: what is chosen, held against where the node stands. */
final class AuthSetting {
    /** Addresses that no other machine reaches. */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private AuthSetting() {}

    /**
     * Sample people without passwords are for a machine's own user and for data that nobody else has.
     *
     * @param host that the node listens on
     * @param hasOutsideServers whether Kafka or the database is somebody else's
     * @throws IllegalArgumentException where what is chosen cannot be
     */
    static Auth read(SettingsReader in, String host, boolean hasOutsideServers) {
        String chosen = in.read(
                "dupcheck.auth",
                "",
                text(),
                "how people sign in to the pages: local (choose among four sample people; only on this machine and with the"
                        + " embedded servers) or none (no pages); left out: local where that can be, else none");
        boolean isTrial = LOOPBACK.contains(host) && !hasOutsideServers;
        return switch (chosen) {
            case "" -> isTrial ? Auth.LOCAL : Auth.NONE;
            case "none" -> Auth.NONE;
            case "local" -> {
                if (!isTrial) {
                    throw new IllegalArgumentException(
                            "dupcheck.auth: local is only for the embedded servers and for an"
                                    + " address that no other machine reaches, such as 127.0.0.1");
                }
                yield Auth.LOCAL;
            }
            default -> throw new IllegalArgumentException("dupcheck.auth: local or none expected");
        };
    }
}
