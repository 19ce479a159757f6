package org.dupcheck.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dupcheck.app.node.DataDirectory;
import org.dupcheck.app.node.FreshFolder;
import org.dupcheck.app.node.Node;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.node.Role;
import org.dupcheck.app.node.StopSignals;
import org.dupcheck.app.node.Storage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs roles until it is told to stop. */
@Command(
        name = "serve",
        description = {
            "Run dupcheck until Ctrl-C or SIGTERM.",
            "Kafka and PostgreSQL run embedded, with their data in the data folder, unless DUPCHECK_KAFKA (bootstrap"
                    + " servers) and DUPCHECK_DATABASE_URL name outside ones. When all is ready, one line is printed and"
                    + " DIR/endpoints.json written."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:stopped by Ctrl-C or SIGTERM, also where that came before it was ready, which is said",
            "1:it could not start, and why is said",
            "130:ended at once by a second signal"
        },
        sortOptions = false)
final class ServeCommand implements Callable<Integer>, StopsInOrder {
    private final CommandContext context;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--roles",
            paramLabel = "ROLES",
            description = "Some of gateway,check,corpus-sync,notifier (default: all).")
    private @Nullable String roles;

    @Option(names = "--port", paramLabel = "PORT", description = "HTTP port; 0 picks a free one (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Port of health and metrics alone; 0 picks a free one (default: the HTTP port plus 1000, or a"
                    + " free one where that is taken).")
    private @Nullable Integer managementPort;

    @Option(names = "--data", paramLabel = "DIR", description = "Data and logs go there (default: data).")
    private @Nullable String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Further settings, key=value; doctor lists the keys.")
    private @Nullable Path config;

    ServeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Options.port(spec, "--port", port);
        Options.port(spec, "--management-port", managementPort);
        requireRoles();
        NodeSettings settings = NodeSettings.load(config, context.environment(), given());
        StopSignals signals = context.signals();
        try (Node node = start(settings, signals)) {
            if (signals.isRaised()) {
                return stoppedEarly();
            }
            context.out()
                    .println("dupcheck is ready: " + Role.labels(node.roles()) + " on "
                            + node.endpoints().http() + ", data in "
                            + node.data().path());
            signals.await();
        } catch (RuntimeException e) {
            if (signals.isRaised()) {
                return stoppedEarly();
            }
            throw e;
        }
        return DupcheckCommand.DONE;
    }

    private void requireRoles() {
        try {
            if (roles != null) {
                Role.parse(roles);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--roles: " + e.getMessage(), e);
        }
    }

    private Map<String, String> given() {
        Map<String, String> given = given(roles, port, data);
        putUnlessNull(given, "dupcheck.http.management-port", managementPort);
        return given;
    }

    private Node start(NodeSettings settings, StopSignals signals) {
        FreshFolder folder = FreshFolder.of(settings.dataDirectory());
        try {
            DataDirectory.tryOut(settings.dataDirectory()); // before the log is opened in it
            Logging.toFile(settings.dataDirectory(), settings.log());
            return signals.interruptibly(() -> Node.start(settings, Storage.KEPT, context.clock(), signals::isRaised));
        } catch (RuntimeException e) {
            try {
                folder.removeIfMade();
            } catch (IOException | UncheckedIOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private int stoppedEarly() {
        context.err().println("dupcheck: stopped before it was ready");
        return DupcheckCommand.DONE;
    }

    /** The settings with the options of the command line on top. */
    static NodeSettings settings(
            @Nullable Path config,
            @Nullable String roles,
            @Nullable Integer port,
            @Nullable String data,
            Map<String, String> environment) {
        return NodeSettings.load(config, environment, given(roles, port, data));
    }

    private static Map<String, String> given(@Nullable String roles, @Nullable Integer port, @Nullable String data) {
        Map<String, String> given = new HashMap<>();
        putUnlessNull(given, "dupcheck.roles", roles);
        putUnlessNull(given, "dupcheck.http.port", port);
        putUnlessNull(given, "dupcheck.data-dir", data);
        return given;
    }

    private static void putUnlessNull(Map<String, String> given, String key, @Nullable Object value) {
        if (value != null) {
            given.put(key, value.toString());
        }
    }
}
