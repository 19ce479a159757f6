package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.duration;
import static org.dupcheck.runtime.settings.SettingType.integer;
import static org.dupcheck.runtime.settings.SettingType.oneOf;
import static org.dupcheck.runtime.settings.SettingType.secret;
import static org.dupcheck.runtime.settings.SettingType.text;

import java.time.Duration;
import org.dupcheck.notifier.mail.MailSettings;
import org.dupcheck.runtime.settings.SettingsReader;

/** The settings of e-mail. */
final class MailRoleSettings {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_WORKERS = 64;

    private MailRoleSettings() {}

    static MailSettings read(SettingsReader in) {
        MailSettings defaults = MailSettings.NONE;
        String host = in.read(
                "dupcheck.notifier.mail.host", defaults.host(), text(), "the SMTP server; empty: no e-mail is sent");
        int port = in.read(
                "dupcheck.notifier.mail.port", defaults.port(), integer(1, MAX_PORT, ""), "the SMTP server's port");
        String security = in.read(
                "dupcheck.notifier.mail.security",
                defaults.security().name(),
                oneOf("STARTTLS", "TLS", "NONE"),
                "how the connection is protected; NONE is for a server on the same machine");
        String user = in.read(
                "dupcheck.notifier.mail.user", defaults.user(), text(), "who signs in there; empty: nobody does");
        String password =
                in.read("dupcheck.notifier.mail.password", defaults.password(), secret(), "the password beside it");
        String from = in.read("dupcheck.notifier.mail.from", defaults.from(), text(), "the sender's address");
        int workers = in.read(
                "dupcheck.notifier.mail.workers",
                defaults.workers(),
                integer(1, MAX_WORKERS, "threads"),
                "that send e-mail");
        Duration timeout = in.read(
                "dupcheck.notifier.mail.timeout",
                defaults.timeout(),
                duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                "for one e-mail, from the connection to the server's last answer");
        try {
            return new MailSettings(
                    host.strip(),
                    port,
                    MailSettings.Security.valueOf(security),
                    user,
                    password,
                    from.strip(),
                    workers,
                    defaults.pollInterval(),
                    timeout,
                    defaults.tries());
        } catch (IllegalArgumentException e) {
            throw in.conflict("dupcheck.notifier.mail." + e.getMessage());
        }
    }
}
