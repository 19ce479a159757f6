package org.dupcheck.app.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.dupcheck.runtime.failure.Reason;

/** Can the HTTP port be listened on? */
final class PortHealthCheck implements HealthCheck {
    private final String host;
    private final int port;
    private final boolean ours;

    /**
     * Looks at a port.
     *
     * @param port 0 for any
     * @param ours whether a dupcheck of the same data folder says it listens there
     */
    PortHealthCheck(String host, int port, boolean ours) {
        this.host = host;
        this.port = port;
        this.ours = ours;
    }

    @Override
    public List<Finding> findings() {
        String subject = "port " + port;
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return List.of(Finding.fine(subject, "free on " + host));
        } catch (IOException e) {
            return List.of(
                    ours
                            ? Finding.fine(subject, "in use by the dupcheck of this data folder")
                            : Finding.wrong(
                                    subject,
                                    "cannot be listened on at " + host + " (" + Reason.of(e) + ")",
                                    "stop the program that has it, or choose another with --port, 0 for a free one"));
        }
    }
}
