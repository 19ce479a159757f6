package org.dupcheck.app.command;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Refuses values of options in the words of the command line. Stateless. */
final class Options {
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
}
