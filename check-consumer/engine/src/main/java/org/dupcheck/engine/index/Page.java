package org.dupcheck.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.Hashes;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.text.Grams;
import org.jspecify.annotations.Nullable;

/**
 * A bounded run of reference documents with the index of their grams. Immutable.
 *
 * <p>Tokens of all sections stand one after the other; the gram samples are numbered likewise.
 */
public final class Page {
    /** 2^8 samples share an entry of the way back from a sample to its section. */
    private static final int BLOCK_BITS = 8;

    private final Document.Id[] ids;
    private final @Nullable String[] owners;
    /** First section of each document, and the end. */
    private final int[] documentSections;

    private final String[] sectionKeys;
    /** First token of each section, and the end. */
    private final int[] sectionTokens;

    private final TokenStore tokens;
    private final OffsetStore offsets;
    private final GramTable grams;

    // what follows from the above
    private final long[] documentHashes;
    private final DocumentNames documentNames;
    private final int[] sectionDocuments;
    /** First sample of each section, and the end. */
    private final int[] sectionSamples;

    private final int[] blockSections;

    Page(
            Document.Id[] ids,
            @Nullable String[] owners,
            int[] documentSections,
            String[] sectionKeys,
            int[] sectionTokens,
            TokenStore tokens,
            OffsetStore offsets,
            @Nullable GramTable known) {
        this.ids = ids;
        this.owners = owners;
        this.documentSections = documentSections;
        this.sectionKeys = sectionKeys;
        this.sectionTokens = sectionTokens;
        this.tokens = tokens;
        this.offsets = offsets;
        documentHashes = new long[ids.length];
        sectionDocuments = new int[sectionKeys.length];
        for (int d = 0; d < ids.length; d++) {
            documentHashes[d] = Hashes.of(ids[d].type(), ids[d].id());
            Arrays.fill(sectionDocuments, documentSections[d], documentSections[d + 1], d);
        }
        documentNames = new DocumentNames(ids, documentHashes);
        sectionSamples = new int[sectionKeys.length + 1];
        for (int s = 0; s < sectionKeys.length; s++) {
            sectionSamples[s + 1] = sectionSamples[s] + Grams.samples(sectionTokens[s + 1] - sectionTokens[s]);
        }
        blockSections = blockSections();
        grams = known != null ? known : GramTable.of(names());
    }

    private int[] names() {
        int[] names = new int[sectionSamples[sectionKeys.length]];
        int next = 0;
        int[] section = new int[1 << 12];
        for (int s = 0; s < sectionKeys.length; s++) {
            section = section(s, section);
            int samples = sectionSamples[s + 1] - sectionSamples[s];
            for (int k = 0; k < samples; k++) {
                names[next++] = Grams.name(section, k * Grams.STRIDE);
            }
        }
        return names;
    }

    /** Documents on the page, those no longer in force included. */
    public int documents() {
        return ids.length;
    }

    /** Sections on the page, likewise. */
    public int sections() {
        return sectionKeys.length;
    }

    int tokens() {
        return tokens.size();
    }

    /** The name of a document, by its number on the page. */
    public Document.Id id(int document) {
        return ids[document];
    }

    /** The number of the document of that name on the page, in force or no longer; −1 if there is none. */
    public int find(Document.Id id) {
        return documentNames.find(id, Hashes.of(id.type(), id.id()));
    }

    /** Whose document it is; null if nobody's. */
    public @Nullable String owner(int document) {
        return owners[document];
    }

    /** A number from the document's name, the same on any page. */
    public long documentHash(int document) {
        return documentHashes[document];
    }

    /** The first section of a document, by its number on the page. */
    public int firstSection(int document) {
        return documentSections[document];
    }

    /** The section after a document's last. */
    public int endSection(int document) {
        return documentSections[document + 1];
    }

    /** The document that a section is part of. */
    public int documentOf(int section) {
        return sectionDocuments[section];
    }

    /** The section's name in its document. */
    public String sectionKey(int section) {
        return sectionKeys[section];
    }

    /** The first token of a section, by its number on the page. */
    public int firstToken(int section) {
        return sectionTokens[section];
    }

    /** The token after a section's last. */
    public int endToken(int section) {
        return sectionTokens[section + 1];
    }

    /** From the grams' names to their samples. */
    public GramTable grams() {
        return grams;
    }

    /** Samples on the page, those of documents no longer in force included. */
    public int samples() {
        return sectionSamples[sectionKeys.length];
    }

    OffsetStore offsets() {
        return offsets;
    }

    /** The section that a sample is from. */
    public int sectionOfSample(int sample) {
        int low = blockSections[sample >>> BLOCK_BITS];
        int high = blockSections[(sample >>> BLOCK_BITS) + 1];
        // the last section that starts at the sample or before: those without samples share their start with the next
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (sectionSamples[middle] <= sample) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The section of the first sample of every block of samples, and the last section. */
    private int[] blockSections() {
        int last = sectionKeys.length - 1;
        int[] sections = new int[(sectionSamples[last + 1] >>> BLOCK_BITS) + 2];
        int section = 0;
        for (int block = 0; block < sections.length - 1; block++) {
            while (section < last && sectionSamples[section + 1] <= block << BLOCK_BITS) {
                section++;
            }
            sections[block] = section;
        }
        sections[sections.length - 1] = Math.max(0, last);
        return sections;
    }

    /** The sample after a document's last, by the document's number on the page. */
    public int endSample(int document) {
        return sectionSamples[documentSections[document + 1]];
    }

    /** The first token of a sample of that section. */
    public int tokenOfSample(int section, int sample) {
        return sectionTokens[section] + (sample - sectionSamples[section]) * Grams.STRIDE;
    }

    /** One token, by its number on the page. */
    public int token(int place) {
        return tokens.token(place);
    }

    /** Copies the tokens {@code [from, to)} to the start of {@code target}. */
    public void readTokens(int from, int to, int[] target) {
        tokens.read(from, to, target, 0);
    }

    /** Copies the tokens {@code [from, to)} to {@code target}, from {@code at} on. */
    public void readTokens(int from, int to, int[] target, int at) {
        tokens.read(from, to, target, at);
    }

    /** Reads ahead what {@link #readTokens} will need for the tokens {@code [from, to)} of a list; returns a number without meaning. */
    public int fetchTokens(int[] places, int from, int to) {
        return tokens.fetch(places, from, to);
    }

    /** Copies the tokens of a section to {@code target} or, if they are too many for it, to a larger array; returns which. */
    public int[] section(int section, int[] target) {
        int count = sectionTokens[section + 1] - sectionTokens[section];
        int[] copy = count <= target.length ? target : new int[count + (count >> 1)];
        tokens.read(sectionTokens[section], sectionTokens[section + 1], copy, 0);
        return copy;
    }

    /** Where a token of the section stands in the original; of the one after the last, the end of the text. */
    public OffsetStore.Place place(int section, int token) {
        return offsets.place(section, token - sectionTokens[section]);
    }

    /** Bytes of the large arrays. */
    long bytes() {
        return tokens.bytes() + offsets.bytes() + grams.bytes() + 20L * ids.length + 16L * sectionKeys.length;
    }

    void write(PageOutput out) {
        List<String> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> owned = new ArrayList<>();
        for (int d = 0; d < ids.length; d++) {
            types.add(ids[d].type());
            names.add(ids[d].id());
            String owner = owners[d];
            // the first character tells an owner from none
            owned.add(owner == null ? "" : "=" + owner);
        }
        out.strings(types);
        out.strings(names);
        out.strings(owned);
        out.ints(documentSections);
        out.strings(Arrays.asList(sectionKeys));
        out.ints(sectionTokens);
        tokens.write(out);
        offsets.write(out);
        grams.write(out);
    }

    static Page read(PageInput in) {
        String[] types = in.strings();
        String[] names = in.strings();
        String[] owned = in.strings();
        Document.Id[] ids = new Document.Id[types.length];
        @Nullable String[] owners = new String[types.length];
        for (int d = 0; d < ids.length; d++) {
            ids[d] = new Document.Id(types[d].intern(), names[d]);
            owners[d] = owned[d].isEmpty() ? null : owned[d].substring(1);
        }
        int[] documentSections = in.ints();
        String[] keys = in.strings();
        for (int s = 0; s < keys.length; s++) {
            keys[s] = keys[s].intern();
        }
        return new Page(
                ids,
                owners,
                documentSections,
                keys,
                in.ints(),
                TokenStore.read(in),
                OffsetStore.read(in),
                GramTable.read(in));
    }
}
