package org.dupcheck.engine.search;

import java.util.Arrays;
import java.util.List;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.FrequentGrams;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SectionQuery;

/**
 * In how many places of the reference set each gram of a submission is followed up. A gram that many documents hold starts
 * no search: it belongs to no passage more than to another. Which ones do was settled when the statistics were taken, so
 * that one document more or less makes no gram frequent; only what very many hold by now is given up before the next
 * statistics. How often one document holds it does not matter for that; of a gram in many places of a few documents, a few
 * places of each are followed. All pages are counted together, so that it does not depend on them. Immutable.
 */
public final class GramCounts {
    /** Places of a gram that are followed up whatever the documents. */
    public static final int MANY = FrequentGrams.MAX_DOCUMENTS;
    /** Places of a gram that are followed up at most, one of each document: a gram that still more hold is given up. */
    static final int MAX_PLACES = 10 * MANY;
    /** Places of one document that are followed where the gram stands in more than {@link #MANY} in all. */
    static final int MAX_OF_DOCUMENT = 8;

    /** Of each gram the places that are followed; of a frequent one {@link #MAX_PLACES} + 1. */
    private final int[] places;
    /** Of each gram the places followed in one document at most. */
    private final byte[] ofDocument;

    private GramCounts(int[] places, byte[] ofDocument) {
        this.places = places;
        this.ofDocument = ofDocument;
    }

    /** @param findings of all pages */
    public static GramCounts of(SectionQuery query, List<ScanFindings> findings, Pages pages) {
        Pace pace = query.pace();
        int[] places = new int[query.grams.count()];
        boolean[] frequent = new boolean[places.length];
        for (ScanFindings finding : findings) {
            for (int gram = 0; gram < places.length; gram++) {
                pace.at(gram);
                places[gram] += finding.end(gram) - finding.start(gram);
            }
            for (int gram : finding.crowded()) {
                places[gram] += MANY + 1;
            }
            for (int gram : finding.frequent()) {
                frequent[gram] = true;
            }
        }
        byte[] ofDocument = new byte[places.length];
        Arrays.fill(ofDocument, (byte) MANY);
        for (int gram = 0; gram < places.length; gram++) {
            pace.at(gram);
            if (frequent[gram] || query.grams.isFrequent(gram)) {
                places[gram] = MAX_PLACES + 1;
            } else if (places[gram] > MANY) {
                int[] byDocument = byDocument(findings, pages, gram);
                pace.spend(4 * byDocument.length);
                int share = share(byDocument);
                ofDocument[gram] = (byte) share;
                places[gram] = byDocument.length > MAX_PLACES ? MAX_PLACES + 1 : sum(byDocument, share);
            }
        }
        return new GramCounts(places, ofDocument);
    }

    /** The places listed of each document that holds a gram; of a frequent one any number of documents above {@link #MAX_PLACES}. */
    private static int[] byDocument(List<ScanFindings> findings, Pages pages, int gram) {
        IntList counts = new IntList();
        for (ScanFindings finding : findings) {
            int document = -1;
            int count = 0;
            for (int i = finding.start(gram); i < finding.end(gram) && counts.size() <= MAX_PLACES; i++) {
                int next = finding.document(pages.page(finding.page()), i);
                if (next != document && count > 0) {
                    counts.add(count);
                    count = 0;
                }
                document = next;
                count++;
            }
            if (count > 0) {
                counts.add(count);
            }
        }
        return counts.toArray();
    }

    /** Places of each document that make no more than {@link #MANY} together; at least one. */
    private static int share(int[] byDocument) {
        int share = MAX_OF_DOCUMENT;
        while (share > 1 && sum(byDocument, share) > MANY) {
            share--;
        }
        return share;
    }

    private static int sum(int[] byDocument, int share) {
        int sum = 0;
        for (int count : byDocument) {
            sum += Math.min(count, share);
        }
        return sum;
    }

    /** The places of a gram that are followed, over all pages; of a frequent one any number above {@link #MANY}. */
    public int places(int gram) {
        return places[gram];
    }

    /** Whether more documents hold it than are followed up. */
    boolean isFrequent(int gram) {
        return places[gram] > MAX_PLACES;
    }

    /** Of its places in one document the first so many are followed. */
    int ofDocument(int gram) {
        return ofDocument[gram];
    }
}
