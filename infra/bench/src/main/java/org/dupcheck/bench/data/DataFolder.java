package org.dupcheck.bench.data;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The folder of texts for measuring, as an option of a command. The texts are not part of dupcheck: what needs a file
 * that is not there is skipped, and said so.
 */
public final class DataFolder {
    /** Beside the project. */
    public static final String DEFAULT = "../shared/data";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:DUPCHECK_DATA:-" + DEFAULT + "}",
            description = "The folder of texts (default: the environment's DUPCHECK_DATA, else " + DEFAULT + ").")
    private Path path = Path.of(DEFAULT);

    /** Made by picocli. */
    public DataFolder() {}

    /** A folder that no command line names. */
    public static DataFolder of(Path path) {
        DataFolder folder = new DataFolder();
        folder.path = path;
        return folder;
    }

    /** The file of that name, or null, and then {@code out} says what is skipped for it. */
    public @Nullable Path find(String name, PrintWriter out, String skipped) {
        Path file = path.resolve(name);
        if (Files.isReadable(file)) {
            return file;
        }
        out.println("· " + skipped + ": " + file + " is not there");
        out.flush();
        return null;
    }

    /** As it was given. */
    @Override
    public String toString() {
        return path.toString();
    }
}
