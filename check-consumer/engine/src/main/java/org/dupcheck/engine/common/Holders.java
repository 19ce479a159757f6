package org.dupcheck.engine.common;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Deletions;
import org.dupcheck.engine.index.GramTable;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.text.Grams;

/**
 * The reference documents that hold a window of the submission: those in force that may be compared with it. Their text is
 * compared, since a gram's name is not its text. Used by one thread.
 */
final class Holders {
    /** Documents named or followed up: those with the smallest hash of their name, so that it does not depend on pages. */
    static final int EXAMPLES = 8;
    /** Places of one document that are followed up. */
    private static final int PLACES = 4;

    private static final Comparator<Holder> SMALLEST_HASH_FIRST =
            Comparator.comparingLong(Holder::hash).thenComparing(Holder::id);

    private final SectionQuery query;
    private final Pages pages;
    private final Pace pace;
    private final int[] gram = new int[Grams.SPAN];

    Holders(SectionQuery query, Pages pages, Pace pace) {
        this.query = query;
        this.pages = pages;
        this.pace = pace;
    }

    /** A reference document. */
    record Holder(Page page, int document, long hash, Document.Id id) {}

    /** A place of the submission and the token of a page's section that starts with the same gram. */
    record Hit(int section, int q, int r) {}

    /** Called for each sample of a gram. */
    private interface Visitor {
        void visit(int page, int document, int section, int token);
    }

    /**
     * Samples in force that bear the names of the window's grams.
     *
     * @param most that are counted
     * @return at most one more than that
     */
    int places(int window, int most) {
        int places = 0;
        for (int place = window; place < window + Anchors.GRAMS; place++) {
            int name = query.grams.name(query.grams.at(place));
            for (int p = 0; p < pages.count(); p++) {
                GramTable table = pages.page(p).grams();
                for (int at = table.first(name); table.has(at, name); at++) {
                    pace.spend(1);
                    if (isInForce(p, table.sample(at)) && ++places > most) {
                        return places;
                    }
                }
            }
        }
        return places;
    }

    private boolean isInForce(int number, int sample) {
        Page page = pages.page(number);
        Deletions deletions = pages.deletions(number);
        return deletions.isEmpty() || !deletions.has(page.documentOf(page.sectionOfSample(sample)));
    }

    private void visit(int place, Visitor visitor) {
        int name = query.grams.name(query.grams.at(place));
        for (int p = 0; p < pages.count(); p++) {
            Page page = pages.page(p);
            GramTable table = page.grams();
            for (int at = table.first(name); table.has(at, name); at++) {
                pace.spend(4);
                int sample = table.sample(at);
                int section = page.sectionOfSample(sample);
                int document = page.documentOf(section);
                if (!pages.deletions(p).has(document)) {
                    visitor.visit(p, document, section, page.tokenOfSample(section, sample));
                }
            }
        }
    }

    private boolean holds(Page page, int document, int place, int token) {
        page.readTokens(token, token + Grams.SPAN, gram);
        return Grams.same(gram, 0, query.tokens, place)
                && !query.isExcluded(page, document)
                && !query.isOwners(page, document);
    }

    /** A few of the documents that hold a window, each with a few places in it. */
    Map<Holder, List<Hit>> examples(int window) {
        TreeMap<Holder, List<Hit>> examples = new TreeMap<>(SMALLEST_HASH_FIRST);
        for (int i = window; i < window + Anchors.GRAMS; i++) {
            int place = i;
            visit(place, (number, document, section, token) -> {
                Page page = pages.page(number);
                long hash = page.documentHash(document);
                boolean isFull = examples.size() == EXAMPLES;
                if ((isFull && hash > examples.lastKey().hash()) || !holds(page, document, place, token)) {
                    return;
                }
                Holder holder = new Holder(page, document, hash, page.id(document));
                examples.computeIfAbsent(holder, key -> new ArrayList<>()).add(new Hit(section, place, token));
                if (examples.size() > EXAMPLES) {
                    examples.pollLastEntry();
                }
            });
        }
        examples.values().forEach(hits -> {
            // a table's own order: samples of a gram come ascending, and so those of one document
            if (hits.size() > PLACES) {
                hits.subList(PLACES, hits.size()).clear();
            }
        });
        return examples;
    }

    /** A document that holds a window: the number of its page, then its number there, as one; and where it does. */
    record Seen(long document, int window, int section, int q, int r) {
        private static final Comparator<Seen> BY_DOCUMENT =
                Comparator.comparingLong(Seen::document).thenComparingInt(Seen::window);
    }

    /** Where documents hold the windows, by document. */
    List<Seen> of(int[] windows) {
        List<Seen> seen = new ArrayList<>();
        for (int window : windows) {
            for (int i = window; i < window + Anchors.GRAMS; i++) {
                int place = i;
                visit(place, (number, document, section, token) -> {
                    if (holds(pages.page(number), document, place, token)) {
                        seen.add(new Seen((long) number << Integer.SIZE | document, window, section, place, token));
                    }
                });
            }
        }
        pace.sort(seen, Seen.BY_DOCUMENT);
        return seen;
    }

    /** Its page. */
    Page pageOf(Seen seen) {
        return pages.page((int) (seen.document >>> Integer.SIZE));
    }

    /** Of these, one of each document, a few by name. */
    List<Document.Id> named(List<Seen> documents) {
        TreeSet<Holder> smallest = new TreeSet<>(SMALLEST_HASH_FIRST);
        for (Seen seen : documents) {
            Page page = pageOf(seen);
            int number = (int) seen.document;
            smallest.add(new Holder(page, number, page.documentHash(number), page.id(number)));
            if (smallest.size() > EXAMPLES) {
                smallest.pollLast();
            }
        }
        return smallest.stream().map(Holder::id).sorted().toList();
    }
}
