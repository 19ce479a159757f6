package org.dupcheck.app.command;

import java.nio.file.Path;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.node.Endpoints;
import org.dupcheck.app.terminal.UserFaultException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which running dupcheck a command talks to. */
final class GatewayOption {
    /** The environment's variable with the API key; a command line would show it to everybody on the machine. */
    private static final String KEY = "DUPCHECK_API_KEY";

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The gateway to talk to; by default that of the data folder's endpoints.json. DUPCHECK_API_KEY has the key.")
    private @Nullable String url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder of a running serve (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    /** The gateway's URL. */
    String http() {
        if (url != null) {
            Options.url(spec, "--url", url);
        }
        return url != null ? url : endpoints().http();
    }

    /**
     * The gateway, called with the key that the environment has.
     *
     * @throws UserFaultException where what it has is no key
     */
    GatewayApi api(CommandContext context) {
        String key = context.environment().getOrDefault(KEY, "").trim();
        if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new UserFaultException(KEY + " holds what no API key and no token holds");
        }
        return new GatewayApi(http(), key.isEmpty() ? null : key);
    }

    Endpoints endpoints() {
        return Endpoints.read(data)
                .orElseThrow(() -> new UserFaultException("nothing runs in " + data
                        + " (there is no endpoints.json); start it with './dupcheck serve', or name it with --url"));
    }
}
