package org.dupcheck.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dupcheck.app.terminal.UserFaultException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measurements come in a jar of their own, which the launcher starts; here the command only has its place in the help. */
@Command(name = "bench", description = "Measure; ./dupcheck bench --help names what there is to measure.")
final class BenchCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "NAME", description = "What to measure, with its options.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        throw new UserFaultException("bench " + String.join(" ", arguments)
                + ": measurements are a jar of their own; start them with ./dupcheck bench, or with"
                + " java -jar infra/bench/target/bench/dupcheck-bench.jar");
    }
}
