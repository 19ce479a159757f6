package org.dupcheck.app.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.app.node.Node;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.node.StopSignals;
import org.dupcheck.app.node.Storage;

/**
 * The demo's nodes: a main one with the servers, the gateway and everything but the checks, and one that checks, which can
 * be replaced by one with other settings. Not thread-safe.
 */
final class DemoNodes implements AutoCloseable {
    /** Pages of one document with a pause between them: a scan takes long enough to be overtaken by hand. */
    static final Map<String, String> SLOW_SCANS = Map.of(
            "dupcheck.check.page-documents", "1",
            "dupcheck.check.page-pause", "50ms",
            "dupcheck.check.progress-interval", "0ms");

    /** Nobody who watches waits ten minutes, or until morning, for the SMS. */
    private static final Map<String, String> TOLD_AT_ONCE = Map.of(
            "dupcheck.notifier.telling.unread-after", "0ms",
            "dupcheck.notifier.sms.quiet-hours", "");

    private final Path folder;
    private final Clock clock;
    private final StopSignals signals;
    private final Node main;
    private Node checking;
    private int count;

    DemoNodes(Path folder, Clock clock, StopSignals signals) {
        this.folder = folder;
        this.clock = clock;
        this.signals = signals;
        this.main = start("gateway,corpus-sync,notifier", TOLD_AT_ONCE);
        try {
            this.checking = startChecking(Map.of());
        } catch (RuntimeException e) {
            main.close();
            throw e;
        }
    }

    private Node startChecking(Map<String, String> more) {
        Map<String, String> given = new HashMap<>(more);
        given.put("dupcheck.kafka", main.servers().bootstrapServers());
        given.put("dupcheck.database.url", main.servers().databaseUrl());
        return start("check", given);
    }

    private Node start(String roles, Map<String, String> more) {
        Map<String, String> given = new HashMap<>(more);
        given.put("dupcheck.roles", roles);
        given.put("dupcheck.http.port", "0");
        given.put("dupcheck.data-dir", folder.resolve("node-" + ++count).toString());
        // the demo is the same everywhere: the environment's settings are for serve
        NodeSettings settings = NodeSettings.load(null, Map.of(), given);
        return Node.start(settings, Storage.TEMPORARY, clock, signals::isRaised);
    }

    /** Stops the node that checks, as a rolling update would, and starts one with these settings. */
    void replaceChecking(Map<String, String> settings) {
        checking.close();
        checking = startChecking(settings);
    }

    Node main() {
        return main;
    }

    /** The URLs of all nodes. */
    List<String> urls() {
        List<String> urls = new ArrayList<>();
        urls.add(main.endpoints().http());
        urls.add(checking.endpoints().http());
        return urls;
    }

    @Override
    public void close() {
        checking.close();
        main.close();
    }
}
