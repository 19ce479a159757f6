package org.dupcheck.check.references;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the reference index outlives the process, so that a restart need not read the whole reference set. What is kept
 * is a copy of what the database holds: whatever is wrong with it, it is thrown away and made again from there.
 *
 * <p>One folder for each lineage of a database (see {@link ReferenceChanges#lineage}); those of other lineages are
 * deleted. Not thread-safe; one process at a time may use a directory.
 */
public final class IndexStore {
    private static final Logger LOG = LoggerFactory.getLogger(IndexStore.class);

    private static final String HISTORY = ".history";

    private final @Nullable Path directory;
    private final Supplier<ReferenceIndex> empty;
    private final EngineSettings settings;

    private IndexStore(@Nullable Path directory, EngineSettings settings, Supplier<ReferenceIndex> empty) {
        this.directory = directory;
        this.settings = settings;
        this.empty = empty;
    }

    /** Keeps it in that directory; null: nowhere. */
    public static IndexStore in(@Nullable Path directory, EngineSettings settings) {
        return new IndexStore(directory, settings, () -> ReferenceIndex.empty(settings));
    }

    /** Keeps nothing: any index, as tests need it. */
    public static IndexStore holding(ReferenceIndex index) {
        return new IndexStore(null, EngineSettings.defaults(), () -> index);
    }

    /** An index with nothing in it, which is kept nowhere. */
    ReferenceIndex empty() {
        return empty.get();
    }

    /** The index as it was kept for that lineage; one with nothing in it where there is none, or none that is whole. */
    ReferenceIndex open(String lineage) {
        if (directory == null) {
            return empty();
        }
        deleteOthers(directory, lineage);
        ReferenceIndex index = ReferenceIndex.open(directory.resolve(lineage), settings);
        if (index.origin().startsWith("not restored")) {
            LOG.warn("the reference index on disk is made again from the database; it was {}", index.origin());
        }
        return index;
    }

    /** Throws away what is kept for that lineage. */
    ReferenceIndex recreate(String lineage) {
        if (directory == null) {
            return empty();
        }
        delete(directory.resolve(lineage));
        return ReferenceIndex.open(directory.resolve(lineage), settings);
    }

    /** Where the tokens of the index's versions stand; null where nothing is kept. */
    @Nullable
    Path historyFile(String lineage) {
        return directory == null ? null : directory.resolve(lineage + HISTORY);
    }

    private static void deleteOthers(Path directory, String lineage) {
        for (Path folder : list(directory)) {
            String name = folder.getFileName().toString();
            if (!name.equals(lineage) && !name.equals(lineage + HISTORY)) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} cannot be deleted: {}", folder, e.toString());
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            return entries.filter(entry ->
                            Files.isDirectory(entry) || entry.toString().endsWith(HISTORY))
                    .toList();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", directory, e.toString());
            return List.of();
        }
    }
}
