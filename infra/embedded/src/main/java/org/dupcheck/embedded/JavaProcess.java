package org.dupcheck.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A JVM of its own, with this one's class path, that runs some main class: a node that a test kills and starts again.
 * As every {@link ManagedProcess} it never outlives the JVM that started it.
 */
public final class JavaProcess extends ServerProcess {
    private final Settings settings;
    private final Path directory;

    private JavaProcess(Settings settings) {
        super(settings.name(), "TERM");
        this.settings = settings;
        this.directory = Directories.create(settings.directory());
    }

    /**
     * What to run.
     *
     * @param directory the working directory, made if there is none; what the process prints goes to {@code NAME.out}
     *     there and is kept
     * @param environment variables on top of this JVM's; seen by other users of the machine, in the list of processes
     * @param answers whether it does its work now; asked until it does after each start, must not throw
     */
    public record Settings(
            String name,
            Path directory,
            List<String> jvmOptions,
            Map<String, String> environment,
            String mainClass,
            List<String> arguments,
            BooleanSupplier answers) {
        public Settings {
            jvmOptions = List.copyOf(jvmOptions);
            environment = Map.copyOf(environment);
            arguments = List.copyOf(arguments);
        }
    }

    /** A process that is not started yet. */
    public static JavaProcess of(Settings settings) {
        return new JavaProcess(settings);
    }

    @Override
    ChildProcess launch() {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
        settings.environment().forEach((name, value) -> command.add(name + "=" + value));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvmOptions());
        command.add("-cp");
        command.add(KafkaProcess.classPath());
        command.add(settings.mainClass());
        command.addAll(settings.arguments());
        return ChildProcess.start(command, directory, log(), ChildProcess.OrphanSignal.KILL, null);
    }

    @Override
    boolean answers() {
        return settings.answers().getAsBoolean();
    }

    @Override
    Path log() {
        return directory.resolve(name() + ".out");
    }

    @Override
    void deleteTemporary() {
        // the directory is the caller's
    }
}
