package org.dupcheck.app.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses values of options in the words of the command line. Stateless. */
final class Options {
    private Options() {}

    static void atLeast(CommandSpec spec, String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    spec.commandLine(), option + ": a number from " + least + " on expected, not " + value);
        }
    }
}
