package org.dupcheck.engine.index;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.model.CorpusStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a snapshot in a directory: a file for each page, written once, a file of the statistics, and a manifest that names
 * them, put in place last and at once. Every file ends with a checksum over all of it; the manifest is pinned to the
 * engine's and the settings' version.
 *
 * <p>Thread-safety: {@link #save} is guarded by the monitor. One process at a time may use a directory.
 */
public final class IndexFiles {
    private static final long FORMAT = 3;
    private static final String MANIFEST = "manifest";
    private static final String SUFFIX = ".part";

    private final Path directory;
    private final String versions;
    /** The files of pages that are written. */
    private final Map<Page, String> written = new WeakHashMap<>();

    private long lastNumber;

    /** @param versions of the engine and its settings: files of others are not read */
    public IndexFiles(Path directory, String versions) {
        this.directory = directory;
        this.versions = versions;
    }

    /** What a directory holds. */
    public record Content(
            long corpusVersion, List<Page> pages, List<Deletions> deletions, CorpusStatistics statistics) {}

    /**
     * Reads all, or nothing.
     *
     * @return null if nothing was saved yet
     * @throws PageInput.DamagedFileException if a file is missing, torn or altered, or of other versions
     */
    public synchronized @Nullable Content load() {
        Path manifest = directory.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            return null;
        }
        try {
            PageInput in = new PageInput(read(manifest));
            if (in.number() != FORMAT || !in.text().equals(versions)) {
                throw new PageInput.DamagedFileException(
                        "the files are of another version of the engine or its settings");
            }
            long corpusVersion = in.number();
            lastNumber = in.number();
            CorpusStatistics statistics = CorpusStatistics.read(new PageInput(read(directory.resolve(in.text()))));
            List<Page> pages = new ArrayList<>();
            List<Deletions> deletions = new ArrayList<>();
            for (long count = in.number(); count > 0; count--) {
                String name = in.text();
                Page page = Page.read(new PageInput(read(directory.resolve(name))));
                written.put(page, name);
                pages.add(page);
                deletions.add(Deletions.read(in));
            }
            return new Content(corpusVersion, pages, deletions, statistics);
        } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
            throw new PageInput.DamagedFileException("cannot be read: " + e);
        }
    }

    /** @throws UncheckedIOException if the directory cannot be written; what was saved before stays valid */
    public synchronized void save(Content content) {
        try {
            Files.createDirectories(directory);
            Set<String> inUse = new HashSet<>();
            inUse.add(MANIFEST);
            for (Page page : content.pages()) {
                String name = written.get(page);
                if (name == null) {
                    name = "page-" + ++lastNumber;
                    write(name, page::write);
                    written.put(page, name);
                }
                inUse.add(name);
            }
            String statistics = "statistics-" + ++lastNumber;
            write(statistics, content.statistics()::write);
            inUse.add(statistics);
            write(MANIFEST, out -> manifest(content, statistics, out));
            removeOthers(inUse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void manifest(Content content, String statistics, PageOutput out) {
        out.number(FORMAT);
        out.text(versions);
        out.number(content.corpusVersion());
        out.number(lastNumber);
        out.text(statistics);
        out.number(content.pages().size());
        for (int p = 0; p < content.pages().size(); p++) {
            out.text(
                    java.util.Objects.requireNonNull(written.get(content.pages().get(p))));
            content.deletions().get(p).write(out);
        }
    }

    private static ByteBuffer read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    /** Writes beside, forces to the disk, and puts in place. */
    private void write(String name, Consumer<PageOutput> parts) throws IOException {
        Path part = directory.resolve(name + SUFFIX);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            PageOutput pageOutput = new PageOutput(out);
            parts.accept(pageOutput);
            pageOutput.end();
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void removeOthers(Set<String> inUse) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "{page-*,statistics-*,*.part}")) {
            for (Path file : files) {
                if (!inUse.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
