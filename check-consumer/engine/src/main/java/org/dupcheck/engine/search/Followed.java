package org.dupcheck.engine.search;

import java.util.List;

/**
 * Which places of the reference set are followed up for a section of the submission: what the findings of all pages come to.
 * Whoever looks at some pages alone has to know it. A plain value: {@link SelectionBytes} writes and reads it. Immutable.
 */
public final class Followed {
    private final byte[] ofDocument;
    private final List<Place> places;
    private final boolean isPartial;

    /** @param ofDocument must not be changed any more */
    Followed(byte[] ofDocument, List<Place> places, boolean isPartial) {
        this.ofDocument = ofDocument;
        this.places = List.copyOf(places);
        this.isPartial = isPartial;
    }

    /**
     * One place.
     *
     * @param page the number of the page
     * @param sample the gram's sample there
     * @param first the first place of the gram in the section
     */
    public record Place(int page, int sample, int first) {}

    /** Different grams of the section. */
    int grams() {
        return ofDocument.length;
    }

    /** In how many places of a document a gram is followed at most; 0 where it is not followed but in the places named. */
    int ofDocument(int gram) {
        return ofDocument[gram];
    }

    /** Places of the other grams. */
    List<Place> places() {
        return places;
    }

    /** Whether of some gram fewer places are followed than it would be by itself. */
    boolean isPartial() {
        return isPartial;
    }
}
