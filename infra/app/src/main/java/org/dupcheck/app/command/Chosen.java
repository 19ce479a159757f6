package org.dupcheck.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.runtime.failure.Reason;

/**
 * The files that were named, those of folders in the order of their names.
 *
 * @param files to be checked
 * @param passedOver files within folders that are of no kind that can be read
 */
record Chosen(List<Path> files, List<Path> passedOver) {
    static Chosen of(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        List<Path> passedOver = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> walk = Files.walk(path)) {
                walk.filter(Files::isRegularFile)
                        .sorted()
                        .forEach(file -> (isReadable(file) ? files : passedOver).add(file));
            } catch (IOException | UncheckedIOException e) {
                throw new UserFaultException(path + " cannot be read: " + Reason.of(e), e);
            }
        }
        return new Chosen(List.copyOf(files), List.copyOf(passedOver));
    }

    private static boolean isReadable(Path file) {
        String ending = DocumentReader.ending(file);
        return ending.equals("json") || DocumentReader.ENDINGS.contains(ending);
    }
}
