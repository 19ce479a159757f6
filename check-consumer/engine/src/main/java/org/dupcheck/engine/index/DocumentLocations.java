package org.dupcheck.engine.index;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.dupcheck.engine.Document;
import org.jspecify.annotations.Nullable;

/** Where each document in force stands, and what stands on each page. Used by one thread at a time. */
public final class DocumentLocations {
    private final Map<Document.Id, Location> byId = new HashMap<>();
    /** By the document's number on the page; those no longer in force included. */
    private final IdentityHashMap<Page, Location[]> byPage = new IdentityHashMap<>();

    /** A document's location; it moves with the document when pages are merged. */
    public static final class Location {
        private Page page;
        private int document;
        private boolean inForce = true;

        private Location(Page page, int document) {
            this.page = page;
            this.document = document;
        }

        /** The page. */
        public Page page() {
            return page;
        }

        /** The document's number there. */
        public int document() {
            return document;
        }
    }

    /** Documents in force. */
    public int size() {
        return byId.size();
    }

    /** Adds the documents of a page, all of them in force. */
    public void add(Page page) {
        add(page, Deletions.NONE);
    }

    /** Adds the documents of a page that are in force. */
    public void add(Page page, Deletions gone) {
        Location[] locations = new Location[page.documents()];
        for (int d = 0; d < locations.length; d++) {
            locations[d] = new Location(page, d);
            if (gone.has(d)) {
                locations[d].inForce = false;
            } else {
                byId.put(page.id(d), locations[d]);
            }
        }
        byPage.put(page, locations);
    }

    /** Takes a document out of force; returns where it stood, or null if it was not in force. */
    public @Nullable Location remove(Document.Id id) {
        Location location = byId.remove(id);
        if (location != null) {
            location.inForce = false;
        }
        return location;
    }

    /**
     * Moves the documents of pages to the one that they were merged to. Nothing is looked up by its name: this is done
     * while changes wait.
     *
     * @param gone takes the documents of {@code merged} that have been taken out of force since
     */
    public void move(Draft.Sources sources, Page merged, IntConsumer gone) {
        Location[] moved = new Location[merged.documents()];
        int next = 0;
        for (int p = 0; p < sources.pages().size(); p++) {
            Page page = sources.pages().get(p);
            Location[] locations = byPage.get(page);
            Deletions left = sources.deletions().get(p);
            for (int d = 0; d < page.documents(); d++) {
                if (left.has(d)) {
                    continue;
                }
                // a page whose documents have all gone is not known any more
                Location location = locations == null ? new Location(merged, next) : locations[d];
                location.inForce &= locations != null;
                if (!location.inForce) {
                    gone.accept(next);
                }
                location.page = merged;
                location.document = next;
                moved[next++] = location;
            }
        }
        byPage.put(merged, moved);
    }

    /** Forgets all pages but these. */
    public void retain(Collection<Page> pages) {
        Set<Page> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(pages);
        byPage.keySet().removeIf(page -> !kept.contains(page));
    }
}
