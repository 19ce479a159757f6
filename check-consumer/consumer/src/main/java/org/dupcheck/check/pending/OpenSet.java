package org.dupcheck.check.pending;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.check.references.EngineTexts;
import org.dupcheck.check.references.ReferenceSet;
import org.dupcheck.check.references.SourceDirectory;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.store.Store;
import org.dupcheck.store.open.OpenSubmissions;
import org.jspecify.annotations.Nullable;

/**
 * The open submissions as documents to be compared with: an index of its own, filled when it is first asked for, which is
 * only where a policy compares with open submissions. It takes about 7 bytes for each character of their texts.
 * Thread-safe.
 */
public final class OpenSet {
    private final OpenFeed feed;
    private final JsonCodec codec;
    private final ReferenceIndex index;
    private final SourceDirectory sources = new SourceDirectory();
    /** Of each submission in the index what is there. */
    private final Map<BusinessKey, Kept> kept = new HashMap<>();

    private Set<String> types = Set.of();

    public OpenSet(Store store, JsonCodec codec, EngineSettings settings, Clock clock) {
        this.feed = new OpenFeed(store, clock);
        this.codec = codec;
        this.index = ReferenceIndex.empty(settings);
    }

    /** The hash too: a revision that was withdrawn may come again with another text. */
    private record Kept(long revision, String hash) {
        static Kept of(OpenSubmissions.Seen seen) {
            return new Kept(seen.revision(), seen.hash());
        }
    }

    /**
     * The open submissions at one moment.
     *
     * @param version names it; it grows
     * @param texts a document each, of the business type and id
     */
    record State(long version, ReferenceSet texts, Set<String> types) {}

    /** As they are now: what was committed when this was called is in it, and a few that are no longer open may be. */
    synchronized State now() {
        OpenFeed.News news = feed.news();
        List<BusinessKey> wanted = new ArrayList<>();
        news.changed().forEach((key, seen) -> {
            if (!Kept.of(seen).equals(kept.get(key))) {
                wanted.add(key);
            }
        });
        Map<Document.Id, SourceDirectory.@Nullable Source> known = new HashMap<>();
        Map<BusinessKey, Kept> read = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        feed.texts(wanted, text -> {
            changes.add(new Change.Put(document(text)));
            String title = text.title();
            known.put(id(text.key()), new SourceDirectory.Source(text.revision(), title == null ? "" : title, null));
            read.put(text.key(), new Kept(text.revision(), text.hash()));
        });
        for (BusinessKey key : news.closed()) {
            changes.add(new Change.Remove(id(key)));
            known.put(id(key), null);
        }
        if (!changes.isEmpty()) {
            sources.advance(known);
            index.apply(changes, index.view().corpusVersion() + 1);
            kept.putAll(read);
            kept.keySet().removeAll(news.closed());
            types = kept.keySet().stream().map(BusinessKey::businessType).collect(Collectors.toUnmodifiableSet());
        }
        feed.taken(news);
        return new State(news.version(), new ReferenceSet(index.view(), sources.current()), types);
    }

    private Document document(OpenSubmissions.Text text) {
        return new Document(id(text.key()), text.userId(), EngineTexts.sections(codec, text.sections()));
    }

    private static Document.Id id(BusinessKey key) {
        return new Document.Id(key.businessType(), key.businessId());
    }
}
