package org.dupcheck.notifier.mail;

import java.time.Duration;
import org.dupcheck.notifier.channels.Tries;
import org.dupcheck.runtime.settings.Require;
import org.dupcheck.store.preferences.Contact;

/**
 * How messages go out by e-mail.
 *
 * @param host of the SMTP server; empty: there is no e-mail
 * @param security how the connection is protected
 * @param user empty where the server asks for none
 * @param password not to be logged
 * @param from the sender's address
 * @param workers threads that send: as many connections at once
 * @param pollInterval how often messages of other nodes and retries are looked for
 * @param timeout over a whole exchange, and a third of it for each step
 * @param tries how often a message is offered that was not taken
 */
public record MailSettings(
        String host,
        int port,
        Security security,
        String user,
        String password,
        String from,
        int workers,
        Duration pollInterval,
        Duration timeout,
        Tries tries) {
    public static final int DEFAULT_PORT = 587;
    public static final int DEFAULT_WORKERS = 2;
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(5);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    public static final Tries DEFAULT_TRIES = Tries.doubling(8, Duration.ofMinutes(1), Duration.ofHours(2));

    /** No e-mail. */
    public static final MailSettings NONE = new MailSettings(
            "",
            DEFAULT_PORT,
            Security.STARTTLS,
            "",
            "",
            "",
            DEFAULT_WORKERS,
            DEFAULT_POLL_INTERVAL,
            DEFAULT_TIMEOUT,
            DEFAULT_TRIES);

    /** How a connection is protected. */
    public enum Security {
        /** Begun in the clear and then protected, or nothing is sent. */
        STARTTLS,
        /** Protected from the first byte. */
        TLS,
        /** Not at all: for a server on the same machine. */
        NONE
    }

    /** @throws IllegalArgumentException whose message begins with the field's name */
    public MailSettings {
        Require.that(port >= 1 && port <= 65_535, "port: 1 to 65535 expected, not " + port);
        Require.that(workers >= 1, "workers: at least 1 expected, not " + workers);
        Require.aMillisecond(pollInterval, "pollInterval");
        Require.aMillisecond(timeout, "timeout");
        if (!host.isEmpty() && !Contact.isEmail(from)) {
            throw new IllegalArgumentException("from: an address such as dupcheck@example.org expected");
        }
    }

    public boolean isOn() {
        return !host.isEmpty();
    }

    /** When nobody can be at it any more. */
    Duration sendingTimeout() {
        return timeout.multipliedBy(2).plusSeconds(30);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + ", " + security + "]";
    }
}
