package org.dupcheck.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.runtime.failure.Reason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The files that a command is to write, tried before it begins: whether they can be written, are different files, and none of
 * those that it reads. Nothing is changed by that. Not thread-safe.
 */
final class OutputFiles {
    private final CommandSpec spec;
    private final List<Path> inputs;
    private final Map<String, Path> files = new LinkedHashMap<>();

    /** @param inputs the files, or folders, that the command reads */
    OutputFiles(CommandSpec spec, List<Path> inputs) {
        this.spec = spec;
        this.inputs = List.copyOf(inputs);
    }

    /** @param file null where the option was not given */
    OutputFiles add(String option, @Nullable Path file) {
        if (file != null) {
            files.put(option, file);
        }
        return this;
    }

    /**
     * Tries them all.
     *
     * @throws ParameterException where one will not do
     */
    void tryOut() {
        List<Path> made = new ArrayList<>();
        try {
            Map<Path, String> seen = new LinkedHashMap<>();
            files.forEach((option, file) -> {
                boolean isNew = !Files.exists(file);
                Path real = tried(option, file);
                if (isNew) {
                    made.add(real);
                }
                String other = seen.put(real, option);
                if (other != null) {
                    throw wrong(other + " and " + option + " are the same file, " + file);
                }
                requireNoInput(option, file, real);
            });
        } finally {
            made.forEach(OutputFiles::remove);
        }
    }

    private Path tried(String option, Path file) {
        try {
            // opening a pipe would wait for who reads it, and closing it would tell them that this was all
            if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
                Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                        .close();
            }
            return file.toRealPath();
        } catch (IOException e) {
            throw wrong(option + ": " + file + " cannot be written: " + Reason.of(e));
        }
    }

    private void requireNoInput(String option, Path file, Path real) {
        for (Path input : inputs) {
            Path read;
            try {
                read = input.toRealPath();
            } catch (IOException e) {
                continue; // whoever reads it will tell
            }
            if (real.equals(read)) {
                throw wrong(option + ": " + file + " is a file that is read");
            }
            if (real.startsWith(read)) {
                throw wrong(option + ": " + file + " lies in a folder that is read, and would be one of its files");
            }
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private static void remove(Path made) {
        try {
            Files.deleteIfExists(made);
        } catch (IOException e) {
            // it is empty, and about to be written
        }
    }
}
