package org.dupcheck.embedded;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** A JVM that starts servers, says what it has, and then waits for a line or for its own end. */
final class Owner {
    private Owner() {}

    public static void main(String[] arguments) throws Exception {
        KafkaCluster kafka = KafkaCluster.start(KafkaClusterSettings.temporary().withOverrides(Probes.TOPICS_BY_USE));
        PostgresProcess postgres = PostgresProcess.start(PostgresSettings.temporary());
        useThem(kafka, postgres);
        List<Long> servers = List.of(kafka.broker().pid(), postgres.pid());
        // the servers first: among the others there may be one that ends soon by itself
        List<Long> pids = Stream.concat(
                        servers.stream(),
                        servers.stream()
                                .flatMap(pid ->
                                        ProcessHandle.of(pid).orElseThrow().descendants())
                                .map(ProcessHandle::pid))
                .toList();
        System.out.println(
                "directories " + kafka.broker().directory().getParent().getParent() + " "
                        + postgres.directory().getParent());
        System.out.println(
                "pids " + String.join(" ", pids.stream().map(String::valueOf).toList()));
        int order = System.in.read();
        if (order == 'c') {
            kafka.close();
            postgres.close();
        }
        // without closing anything for any other order: a JVM that just ends
    }

    private static void useThem(KafkaCluster kafka, PostgresProcess postgres) throws Exception {
        Probes.publish(kafka.bootstrapServers(), "used", List.of("x".getBytes(StandardCharsets.UTF_8)));
        String database = postgres.newDatabase();
        if (!Probes.query(database, "select 1").equals("1")) {
            throw new SQLException("no answer");
        }
    }
}
