package org.dupcheck.app.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.runtime.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether ports can be listened on. That is better known before the servers are started than after. */
final class Ports {
    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

    private final String host;

    Ports(String host) {
        this.host = host;
    }

    /**
     * Does nothing where it can be listened on.
     *
     * @param option the option that names the port, for the message
     * @throws UserFaultException where it cannot
     */
    void probe(int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw taken(port, option, e);
        }
    }

    /** The port that somebody named. It must be free, as {@link #probe} says. */
    int named(int port, String option) {
        probe(port, option);
        return port;
    }

    /** The port where it is free; else 0, which stands for any free one. */
    int preferred(int port) {
        try {
            return named(port, "");
        } catch (UserFaultException e) {
            LOG.info("health and metrics do not get port {}, which is taken, but a free one", port);
            return 0;
        }
    }

    UserFaultException taken(int port, String option, Throwable cause) {
        return new UserFaultException(
                "port " + port + " on " + host + " cannot be listened on (" + Reason.of(cause)
                        + "); choose another with " + option + ", or 0 for a free one",
                cause);
    }
}
