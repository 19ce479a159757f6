package org.dupcheck.engine.search;

import static org.dupcheck.engine.base.ValueInput.require;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dupcheck.engine.base.ValueInput;
import org.dupcheck.engine.base.ValueOutput;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.query.SectionQuery;

/**
 * The byte form of what the search takes and gives. What is read must fit the reader's own submission and pages; else it is
 * refused by a {@link org.dupcheck.engine.base.MalformedValueException}.
 */
public final class SelectionBytes {
    private static final int SCAN = 1;
    private static final int FOLLOWED = 2;
    private static final int SELECTION = 3;
    private static final int CHOSEN = 4;

    /** Bytes of a candidate, of a run and of a place at least. */
    private static final int LEAST = 3;

    private SelectionBytes() {}

    /** Writes what a page holds. */
    public static byte[] write(PageScan scan) {
        ValueOutput out = new ValueOutput(SCAN);
        out.number(scan.page());
        out.number(scan.sections().size());
        for (ScanFindings findings : scan.sections()) {
            out.number(findings.grams());
            for (int gram = 0; gram < findings.grams(); gram++) {
                out.number(findings.end(gram) - findings.start(gram));
            }
            for (int i = 0; i < findings.samples(); i++) {
                out.number(findings.sample(i));
            }
            out.ascending(findings.crowded());
            out.ascending(findings.frequent());
        }
        return out.bytes();
    }

    /** Reads what a page holds. */
    public static PageScan readScan(byte[] bytes, PreparedQuery query, Pages pages) {
        ValueInput in = new ValueInput(bytes, SCAN);
        int number = in.number("page", pages.count() - 1);
        Page page = pages.page(number);
        int count = in.number("sections");
        require(count == query.sections().size(), "sections", "are not as many as the submission's");
        List<ScanFindings> sections = new ArrayList<>();
        for (SectionQuery section : query.sections()) {
            int grams = in.count("grams", 1);
            require(grams == section.grams.count(), "grams", "are not as many as the section's");
            int[] starts = new int[grams + 1];
            for (int gram = 0; gram < grams; gram++) {
                starts[gram + 1] = ValueInput.sum("samples", starts[gram], in.count("samples", 1));
            }
            int[] samples = new int[in.fitting("samples", starts[grams])];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = in.number("sample", page.samples() - 1);
            }
            sections.add(new ScanFindings(
                    number, starts, samples, in.ascending("crowded", grams), in.ascending("frequent", grams), 0));
        }
        in.end();
        return new PageScan(number, sections);
    }

    /** Writes what is followed. */
    public static byte[] write(Followed followed) {
        ValueOutput out = new ValueOutput(FOLLOWED);
        out.number(followed.grams());
        for (int gram = 0; gram < followed.grams(); gram++) {
            out.number(followed.ofDocument(gram));
        }
        out.number(followed.places().size());
        for (Followed.Place place : followed.places()) {
            out.number(place.page());
            out.number(place.sample());
            out.number(place.first());
        }
        out.octet(followed.isPartial() ? 1 : 0);
        return out.bytes();
    }

    /** Reads what is followed. */
    public static Followed readFollowed(byte[] bytes, SectionQuery query, Pages pages) {
        ValueInput in = new ValueInput(bytes, FOLLOWED);
        byte[] ofDocument = new byte[in.count("grams", 1)];
        require(ofDocument.length == query.grams.count(), "grams", "are not as many as the section's");
        for (int gram = 0; gram < ofDocument.length; gram++) {
            ofDocument[gram] = (byte) in.number("ofDocument", GramCounts.MANY);
        }
        List<Followed.Place> places = new ArrayList<>();
        for (int left = in.count("places", LEAST); left > 0; left--) {
            int page = in.number("page", pages.count() - 1);
            int sample = in.number("sample", pages.page(page).samples() - 1);
            int first = in.number("first", query.lastGram());
            require(query.grams.isFirst(first), "first", "is not the first place of its gram");
            places.add(new Followed.Place(page, sample, first));
        }
        boolean isPartial = in.flag("isPartial");
        in.end();
        return new Followed(ofDocument, places, isPartial);
    }

    /** Writes what some pages have. */
    public static byte[] write(Selection selection) {
        ValueOutput out = new ValueOutput(SELECTION);
        write(selection.candidates(), out);
        SourceBytes sources = new SourceBytes();
        out.number(selection.floorRuns().size());
        for (FloorRun floorRun : selection.floorRuns()) {
            sources.write(floorRun.source(), out);
            out.number(floorRun.run().q());
            out.number(floorRun.run().r() - floorRun.source().start());
            out.number(floorRun.run().length());
        }
        long[] words = selection.followed().toLongArray();
        out.number(words.length);
        for (long word : words) {
            out.word(word);
        }
        return out.bytes();
    }

    /** Reads what some pages have. */
    public static Selection readSelection(byte[] bytes, SectionQuery query, Pages pages) {
        ValueInput in = new ValueInput(bytes, SELECTION);
        List<Candidate> candidates = candidates(in, query, pages);
        SourceBytes sources = new SourceBytes();
        List<FloorRun> floorRuns = new ArrayList<>();
        for (int left = in.count("floorRuns", LEAST); left > 0; left--) {
            Source source = sources.read(in, query, pages);
            int q = in.number("q", query.size() - 1);
            int r = ValueInput.sum("r", source.start(), in.number("r"));
            int length = in.number("length", query.size() - q);
            requireWithin(source, r, length, pages);
            floorRuns.add(new FloorRun(source, new Run(q, r, length)));
        }
        long[] words = new long[in.count("followed", Long.BYTES)];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.word("followed");
        }
        BitSet followed = BitSet.valueOf(words);
        require(followed.length() <= query.size(), "followed", "is longer than the section");
        in.end();
        return new Selection(candidates, floorRuns, followed);
    }

    /** Writes candidates, those chosen say. */
    public static byte[] write(List<Candidate> candidates) {
        ValueOutput out = new ValueOutput(CHOSEN);
        write(candidates, out);
        return out.bytes();
    }

    /** Reads candidates. */
    public static List<Candidate> readCandidates(byte[] bytes, SectionQuery query, Pages pages) {
        ValueInput in = new ValueInput(bytes, CHOSEN);
        List<Candidate> candidates = candidates(in, query, pages);
        in.end();
        return candidates;
    }

    private static void write(List<Candidate> candidates, ValueOutput out) {
        SourceBytes sources = new SourceBytes();
        out.number(candidates.size());
        for (Candidate candidate : candidates) {
            sources.write(candidate.source(), out);
            out.number(candidate.weight());
            out.number(candidate.size());
            int r = candidate.source().start();
            int q = 0;
            for (int seed = 0; seed < candidate.size(); seed++) {
                out.number(candidate.r(seed) - r);
                out.signed(candidate.q(seed) - q);
                out.number(candidate.length(seed));
                out.number(candidate.bits(seed));
                r = candidate.r(seed);
                q = candidate.q(seed);
            }
        }
    }

    private static List<Candidate> candidates(ValueInput in, SectionQuery query, Pages pages) {
        SourceBytes sources = new SourceBytes();
        List<Candidate> candidates = new ArrayList<>();
        for (int left = in.count("candidates", LEAST); left > 0; left--) {
            Source source = sources.read(in, query, pages);
            int weight = in.number("weight");
            int[] seeds = new int[Candidate.NUMBERS * in.count("seeds", Candidate.NUMBERS)];
            require(seeds.length > 0, "seeds", "there are none");
            int r = source.start();
            int q = 0;
            int end = 0;
            for (int at = 0; at < seeds.length; ) {
                r = ValueInput.sum("r", r, in.number("r"));
                q = ValueInput.sum("q", q, in.signed("q"));
                require(q < query.size(), "q", "is not in the section");
                int length = in.number("length", query.size() - q);
                requireWithin(source, r, length, pages);
                seeds[at++] = q;
                seeds[at++] = r;
                seeds[at++] = length;
                seeds[at++] = in.number("bits");
                end = Math.max(end, r + length);
            }
            candidates.add(new Candidate(source, end, weight, seeds));
        }
        return candidates;
    }

    private static void requireWithin(Source source, int r, int length, Pages pages) {
        int end = pages.page(source.page()).endToken(source.section());
        require(length > 0, "length", "is 0");
        require(ValueInput.sum("length", r, length) <= end, "r", "is not in the reference section");
    }
}
