package org.dupcheck.check.references;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.engine.Document;
import org.jspecify.annotations.Nullable;

/**
 * Title, revision and origin of every reference document in force, as they were at any state of the reference set that somebody
 * still looks at.
 *
 * <p>A verdict points into the text the engine saw. While a check runs on one state, the reference set may move on, so
 * the newest title and revision would be the wrong ones. Only the newest state is kept whole ({@link #newest}); each
 * older one reaches it over a chain of {@link Step}s, which hold what was replaced on the way. The chain points forward
 * only: a state that no check holds is garbage, and its step with it.
 *
 * <p>One thread at a time advances; any number reads. A step is published before {@link #newest} is touched, so a reader
 * that still finds no step after its look into {@code newest} has seen its own state's entry.
 */
public final class SourceDirectory {
    private final Map<Document.Id, Source> newest = new ConcurrentHashMap<>();
    /** The documents of {@link #newest} that came from a submission; a set without any is taken out. */
    private final Map<BusinessKey, Set<Document.Id>> newestByOrigin = new ConcurrentHashMap<>();

    private At current = new At();

    /**
     * What there is to know about a document besides its text.
     *
     * @param origin the submission it came from
     */
    public record Source(
            long revision, String title, @Nullable BusinessKey origin) {}

    private record Step(Map<Document.Id, Source> replaced, At next) {}

    /** The directory at one state. Immutable to the eye, thread-safe. */
    public final class At {
        private volatile @Nullable Step step;

        private At() {}

        /** Null where the document was not in force. Asking for one that came into force later may find it. */
        @Nullable
        public Source find(Document.Id id) {
            At at = this;
            while (true) {
                Step step = at.step;
                if (step == null) {
                    Source found = newest.get(id);
                    step = at.step;
                    if (step == null) {
                        return found;
                    }
                }
                Source replaced = step.replaced.get(id);
                if (replaced != null) {
                    return replaced;
                }
                at = step.next;
            }
        }

        /** The documents that came from that submission, and perhaps some that came into force later. */
        public Set<Document.Id> from(BusinessKey origin) {
            // the newest first: what is taken out of them afterwards is in a step that is published by then
            Set<Document.Id> documents = new HashSet<>(newestByOrigin.getOrDefault(origin, Set.of()));
            for (Step step = this.step; step != null; step = step.next.step) {
                step.replaced.forEach((id, source) -> {
                    if (origin.equals(source.origin())) {
                        documents.add(id);
                    }
                });
            }
            documents.removeIf(id -> {
                Source source = find(id);
                return source == null || !origin.equals(source.origin());
            });
            return documents;
        }
    }

    /** The newest state; it does not change any more. */
    public At current() {
        return current;
    }

    /** The next state; a null source takes the document out. */
    public At advance(Map<Document.Id, @Nullable Source> changes) {
        Map<Document.Id, Source> replaced = new HashMap<>();
        for (Document.Id id : changes.keySet()) {
            Source before = newest.get(id);
            if (before != null) {
                replaced.put(id, before);
            }
        }
        At next = new At();
        current.step = new Step(replaced, next);
        changes.forEach(this::change);
        current = next;
        return next;
    }

    private void change(Document.Id id, @Nullable Source source) {
        Source before = source == null ? newest.remove(id) : newest.put(id, source);
        BusinessKey left = before == null ? null : before.origin();
        BusinessKey came = source == null ? null : source.origin();
        if (left != null && !left.equals(came)) {
            newestByOrigin.computeIfPresent(left, (origin, documents) -> {
                documents.remove(id);
                return documents.isEmpty() ? null : documents;
            });
        }
        if (came != null) {
            newestByOrigin
                    .computeIfAbsent(came, origin -> ConcurrentHashMap.newKeySet())
                    .add(id);
        }
    }

    int size() {
        return newest.size();
    }
}
