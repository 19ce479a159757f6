package org.dupcheck.app.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** What the database and the brokers are told of who is connected. */
final class NodeName {
    /** PostgreSQL keeps 63 bytes of an application's name; the roles stand behind this. */
    private static final int MAX_HOST = 24;

    private static final int UPKEEP = 2;
    private static final int GATEWAY = 6;
    private static final int MAX = 16;

    private NodeName() {}

    /** The host and the port of HTTP, which stay the same from start to start; the process where the port is any. */
    static String of(int port) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        String plain = host.replaceAll("[^A-Za-z0-9._-]", "-");
        return plain.substring(0, Math.min(MAX_HOST, plain.length())) + "-"
                + (port == 0 ? "pid" + ProcessHandle.current().pid() : Integer.toString(port));
    }

    /** What pg_stat_activity shows, such as {@code dupcheck host-8080 gateway,check}. */
    static String application(String node, Set<Role> roles) {
        return "dupcheck " + node + " " + (roles.size() == Role.values().length ? "all" : Role.labels(roles));
    }

    /**
     * How many connections these roles need at once, not for each thread that might: two for health and upkeep, and
     * what the roles' workers use.
     *
     * @param checkWorkers threads that check
     * @param syncWorkers threads that apply reference events
     * @param notifierWorkers threads that handle verdicts and send messages
     */
    static int connections(Set<Role> roles, int checkWorkers, int syncWorkers, int notifierWorkers) {
        int needed = UPKEEP;
        needed += roles.contains(Role.GATEWAY) ? GATEWAY : 0;
        needed += roles.contains(Role.CHECK) ? checkWorkers + 1 : 0;
        needed += roles.contains(Role.CORPUS_SYNC) ? syncWorkers : 0;
        needed += roles.contains(Role.NOTIFIER) ? notifierWorkers : 0;
        return Math.min(MAX, needed);
    }
}
