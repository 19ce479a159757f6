package org.dupcheck.app.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.dupcheck.contract.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Refuses values of options in the words of the command line. Stateless. */
final class Options {
    private static final int MAX_PORT = 65_535;
    private static final Pattern SERVERS = Pattern.compile("[^\\s,]+:\\d{1,5}(,\\s*[^\\s,]+:\\d{1,5})*");

    private Options() {}

    /**
     * Refuses every empty or blank value on a command line. No option and no parameter has a use for one, and most often it is
     * a shell's variable that was never set: {@code corpus remove --prefix "$YEAR"} would then mean all documents.
     */
    static void requireNoneBlank(ParseResult parsed) {
        for (ParseResult at = parsed; at != null && !at.isUsageHelpRequested(); at = at.subcommand()) {
            for (OptionSpec option : at.matchedOptions()) {
                requireNotBlank(at.commandSpec(), option.longestName(), option);
            }
            for (ArgSpec parameter : at.matchedPositionals()) {
                requireNotBlank(at.commandSpec(), parameter.paramLabel(), parameter);
            }
        }
    }

    private static void requireNotBlank(CommandSpec spec, String name, ArgSpec argument) {
        if (argument.originalStringValues().stream().anyMatch(String::isBlank)) {
            throw new ParameterException(spec.commandLine(), name + ": a value expected, not an empty one");
        }
    }

    static void atLeast(CommandSpec spec, String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    spec.commandLine(), option + ": a number from " + least + " on expected, not " + value);
        }
    }

    static void between(CommandSpec spec, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": a number from " + least + " to " + most + " expected, not " + value);
        }
    }

    /** @param port null where none was named */
    static void port(CommandSpec spec, String option, @Nullable Integer port) {
        if (port != null) {
            between(spec, option, port, 0, MAX_PORT);
        }
    }

    /** A type of documents, as messages may name it. */
    static void type(CommandSpec spec, String option, String type) {
        if (type.indexOf(':') >= 0 || type.codePointCount(0, type.length()) > Limits.MAX_TYPE_LENGTH) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": up to " + Limits.MAX_TYPE_LENGTH + " characters without a colon expected, not " + type);
        }
    }

    /** @param servers host:port, several with commas between them; null where none were named */
    static void servers(CommandSpec spec, String option, @Nullable String servers) {
        if (servers != null && !SERVERS.matcher(servers).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": host:port, or several with commas between, expected, not " + servers);
        }
    }

    /** Where a server is reached by HTTP, without a path. */
    static void url(CommandSpec spec, String option, String url) {
        try {
            URI uri = new URI(url);
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new ParameterException(
                spec.commandLine(), option + ": an address such as http://127.0.0.1:8080 expected, not " + url);
    }
}
