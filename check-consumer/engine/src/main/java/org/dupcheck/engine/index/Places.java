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
public final class Places {
    private final Map<Document.Id, Place> byId = new HashMap<>();
    /** By the document's number on the page; those no longer in force included. */
    private final IdentityHashMap<Page, Place[]> byPage = new IdentityHashMap<>();

    /** A document's place; it moves with the document when pages are merged. */
    public static final class Place {
        private Page page;
        private int document;
        private boolean inForce = true;

        private Place(Page page, int document) {
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
        Place[] places = new Place[page.documents()];
        for (int d = 0; d < places.length; d++) {
            places[d] = new Place(page, d);
            if (gone.has(d)) {
                places[d].inForce = false;
            } else {
                byId.put(page.id(d), places[d]);
            }
        }
        byPage.put(page, places);
    }

    /** Takes a document out of force; returns where it stood, or null if it was not in force. */
    public @Nullable Place remove(Document.Id id) {
        Place place = byId.remove(id);
        if (place != null) {
            place.inForce = false;
        }
        return place;
    }

    /**
     * Moves the documents of pages to the one that they were merged to. Nothing is looked up by its name: this is done
     * while changes wait.
     *
     * @param gone takes the documents of {@code merged} that have been taken out of force since
     */
    public void move(Draft.Sources sources, Page merged, IntConsumer gone) {
        Place[] moved = new Place[merged.documents()];
        int next = 0;
        for (int p = 0; p < sources.pages().size(); p++) {
            Page page = sources.pages().get(p);
            Place[] places = byPage.get(page);
            Deletions left = sources.deletions().get(p);
            for (int d = 0; d < page.documents(); d++) {
                if (left.has(d)) {
                    continue;
                }
                // a page whose documents have all gone is not known any more
                Place place = places == null ? new Place(merged, next) : places[d];
                place.inForce &= places != null;
                if (!place.inForce) {
                    gone.accept(next);
                }
                place.page = merged;
                place.document = next;
                moved[next++] = place;
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
