package org.dupcheck.gateway.submissions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Limits;
import org.dupcheck.gateway.common.PollLoop;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.CheckQueries.CheckedSection;

/**
 * Watches the sections of documents for all who follow them: one thread asks for all at once, and nobody holds one. Those
 * who follow are as many as there may be streams. Thread-safe.
 */
public final class SectionWatch implements AutoCloseable {
    /** Documents of one query; each has up to 64 sections. */
    private static final int DOCUMENTS_A_QUERY = 100;

    private final CheckQueries queries;
    private final Set<Watching> watchings = ConcurrentHashMap.newKeySet();
    private final PollLoop loop;

    /** @param period between two looks while somebody follows */
    public SectionWatch(CheckQueries queries, Duration period) {
        this.queries = queries;
        this.loop = new PollLoop("sections", period, watchings::isEmpty, this::look);
    }

    /** One who follows a document. */
    private record Watching(BusinessKey document, Consumer<List<CheckedSection>> follower) {}

    /** Broken once the thread that looks has ended. */
    public Health health() {
        return loop.health();
    }

    /** Starts the thread that looks. */
    public void start() {
        loop.start();
    }

    /**
     * Tells the sections of a document again and again, changed or not.
     *
     * @param follower is called on the watching thread: it must return at once
     * @return what ends that
     */
    Runnable watch(BusinessKey document, Consumer<List<CheckedSection>> follower) {
        Watching watching = new Watching(document, follower);
        watchings.add(watching);
        loop.wakeUp();
        return () -> watchings.remove(watching);
    }

    private void look() {
        Map<BusinessKey, List<Watching>> byDocument = new HashMap<>();
        for (Watching watching : watchings) {
            byDocument
                    .computeIfAbsent(watching.document(), document -> new ArrayList<>(1))
                    .add(watching);
        }
        List<BusinessKey> documents = List.copyOf(byDocument.keySet());
        for (int from = 0; from < documents.size(); from += DOCUMENTS_A_QUERY) {
            List<BusinessKey> some = documents.subList(from, Math.min(documents.size(), from + DOCUMENTS_A_QUERY));
            Map<BusinessKey, List<CheckedSection>> found = queries.findSections(some, Limits.MAX_SECTIONS);
            for (BusinessKey document : some) {
                List<CheckedSection> sections = found.getOrDefault(document, List.of());
                byDocument
                        .getOrDefault(document, List.of())
                        .forEach(watching -> watching.follower().accept(sections));
            }
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
