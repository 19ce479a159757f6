package org.dupcheck.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bounded run of reference documents with the index of their grams. Immutable.
 *
 * <p>Tokens of all sections stand one after the other; the gram samples are numbered likewise. The index is a hash table
 * in one array, sorted by gram name: a name's upper bits choose a bucket, an entry holds the name's other bits above the
 * sample's number, 32 bits in all for any size of page.
 */
final class Page {
    private final Document.Id[] ids;
    private final long[] documentHashes;
    private final @Nullable String[] owners;
    /** First section of each document, and the end. */
    private final int[] documentSections;

    private final int[] sectionDocuments;
    private final String[] sectionKeys;
    private final String[] sectionTexts;
    /** First token of each section, and the end. */
    private final int[] sectionTokens;
    /** First sample of each section, and the end. */
    private final int[] sectionSamples;

    private final int[] tokens;
    private final int[] starts;
    private final int[] ends;
    private final GramTable grams;

    Page(
            Document.Id[] ids,
            @Nullable String[] owners,
            int[] documentSections,
            String[] sectionKeys,
            String[] sectionTexts,
            int[] sectionTokens,
            int[] tokens,
            int[] starts,
            int[] ends) {
        this.ids = ids;
        this.owners = owners;
        documentHashes = new long[ids.length];
        for (int d = 0; d < ids.length; d++) {
            documentHashes[d] = Hashes.of(ids[d].type(), ids[d].id());
        }
        this.documentSections = documentSections;
        this.sectionKeys = sectionKeys;
        this.sectionTexts = sectionTexts;
        this.sectionTokens = sectionTokens;
        this.tokens = tokens;
        this.starts = starts;
        this.ends = ends;
        int sections = sectionKeys.length;
        sectionDocuments = new int[sections];
        for (int d = 0; d < ids.length; d++) {
            Arrays.fill(sectionDocuments, documentSections[d], documentSections[d + 1], d);
        }
        sectionSamples = new int[sections + 1];
        for (int s = 0; s < sections; s++) {
            sectionSamples[s + 1] = sectionSamples[s] + Grams.samples(sectionTokens[s + 1] - sectionTokens[s]);
        }
        grams = GramTable.of(names());
    }

    private int[] names() {
        int[] names = new int[sectionSamples[sectionKeys.length]];
        int next = 0;
        for (int s = 0; s < sectionKeys.length; s++) {
            int samples = sectionSamples[s + 1] - sectionSamples[s];
            for (int k = 0; k < samples; k++) {
                names[next++] = Grams.name(tokens, sectionTokens[s] + k * Grams.STRIDE);
            }
        }
        return names;
    }

    int documents() {
        return ids.length;
    }

    int tokenCount() {
        return tokens.length;
    }

    Document.Id id(int document) {
        return ids[document];
    }

    @Nullable
    String owner(int document) {
        return owners[document];
    }

    int firstSection(int document) {
        return documentSections[document];
    }

    int endSection(int document) {
        return documentSections[document + 1];
    }

    int documentOf(int section) {
        return sectionDocuments[section];
    }

    String sectionKey(int section) {
        return sectionKeys[section];
    }

    String sectionText(int section) {
        return sectionTexts[section];
    }

    int firstToken(int section) {
        return sectionTokens[section];
    }

    int endToken(int section) {
        return sectionTokens[section + 1];
    }

    /** A number from the document's name, the same on any page. */
    long documentHash(int document) {
        return documentHashes[document];
    }

    GramTable grams() {
        return grams;
    }

    int sectionOfSample(int sample) {
        int at = Arrays.binarySearch(sectionSamples, sample);
        if (at < 0) {
            return -at - 2;
        }
        // sections without samples share their start with the next
        while (at + 1 < sectionSamples.length && sectionSamples[at + 1] == sample) {
            at++;
        }
        return at;
    }

    int sectionOfToken(int token) {
        int at = Arrays.binarySearch(sectionTokens, token);
        if (at < 0) {
            return -at - 2;
        }
        while (at + 1 < sectionTokens.length && sectionTokens[at + 1] == token) {
            at++;
        }
        return at;
    }

    int tokenOfSample(int section, int sample) {
        return sectionTokens[section] + (sample - sectionSamples[section]) * Grams.STRIDE;
    }

    /** Copies the tokens {@code [from, to)} to the start of {@code target}. */
    void readTokens(int from, int to, int[] target) {
        System.arraycopy(tokens, from, target, 0, to - from);
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    /** What stands in the original between the token and the one before it in the section. */
    String textBefore(int section, int token) {
        int from = token > sectionTokens[section] ? ends[token - 1] : 0;
        int to = token < sectionTokens[section + 1] ? starts[token] : sectionTexts[section].length();
        return sectionTexts[section].substring(Math.min(from, to), to);
    }

    void copyOffsets(int from, int to, int[] startsTarget, int[] endsTarget, int at) {
        System.arraycopy(starts, from, startsTarget, at, to - from);
        System.arraycopy(ends, from, endsTarget, at, to - from);
    }
}
