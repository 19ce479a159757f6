package org.dupcheck.engine.common;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.GramCounts;
import org.dupcheck.engine.text.Grams;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text of a section that stands in several reference documents and counts nowhere. From each anchor the
 * documents with the smallest hash of their name are followed up; common is what half of them have around it. Does not
 * depend on pages, their order or their history. Used by one thread.
 */
public final class CommonText {
    /** Tokens of common text at least. */
    static final int MIN_TOKENS = 20;
    /** Documents that hold it at least. */
    static final int MIN_DOCUMENTS = 2;
    /** UTF-16 units at least: as of a passage that counts. */
    private static final int MIN_UNITS = 30;
    /** Different grams at least: text of nothing but repeats says nothing. */
    private static final int MIN_GRAMS = MIN_TOKENS - Grams.SPAN + 1;
    /** Spans of a section that are told at most, the largest ones. */
    private static final int MAX_SPANS = 100;
    /** Places of the reference set looked at to find the spans. */
    private static final Budget PLACES = new Budget(100_000, 6, 300_000);
    /** Places of the reference set looked at to count the spans' documents, of which each span has the same share. */
    private static final Budget COUNTED = new Budget(150_000, 10, 500_000);
    /** Entries of the index counted to know what a look at them would cost, for each place that may be looked at. */
    private static final int STEPS_EACH = 4;
    /** Tokens compared with those of documents that are followed up. */
    private static final Budget TOKENS = new Budget(250_000, 16, 2_000_000);

    private static final Comparator<CommonSpan> LARGEST_FIRST =
            Comparator.comparingInt(CommonSpan::size).reversed().thenComparingInt(CommonSpan::q);

    private final SectionQuery query;
    private final Holders holders;
    private final Pace pace;
    private final SearchLimits limits;
    /** Places that are not looked at, or no longer. */
    private final BitSet blocked;

    private int placesLeft;
    private int stepsLeft;
    private int tokensLeft;

    private CommonText(SectionQuery query, Pages pages, BitSet counted, SearchLimits limits) {
        this.query = query;
        this.limits = limits;
        placesLeft = PLACES.of(query);
        stepsLeft = STEPS_EACH * placesLeft;
        tokensLeft = TOKENS.of(query);
        pace = query.pace();
        holders = new Holders(query, pages, pace);
        blocked = (BitSet) counted.clone();
        for (int place = 0; place < query.size(); place++) {
            pace.at(place);
            if (query.exclusions.has(place)) {
                blocked.set(place);
            }
        }
    }

    /**
     * What may be spent on a section: so much for each of its tokens, but no less than a short one needs and no more than a
     * long one may take. A submission of many sections spends no more than the least for each and so much for each token.
     */
    private record Budget(int least, int each, int most) {
        int of(SectionQuery query) {
            return (int) Math.max(least, Math.min(most, (long) each * query.size()));
        }
    }

    /**
     * The spans of common text in their order; they do not overlap.
     *
     * @param counts in how many places each gram is followed up
     * @param floorBits what a passage must carry to count
     * @param counted places that passages cover which count
     * @param limits is told what was given up
     */
    public static List<CommonSpan> of(
            SectionQuery query, Pages pages, GramCounts counts, double floorBits, BitSet counted, SearchLimits limits) {
        CommonText common = new CommonText(query, pages, counted, limits);
        int[] anchors = Anchors.of(query, counts, floorBits, common.blocked);
        return anchors.length == 0 ? List.of() : common.counted(common.spans(anchors));
    }

    private List<CommonSpan> spans(int[] anchors) {
        List<CommonSpan> spans = new ArrayList<>();
        for (int anchor : anchors) {
            query.wanted.ask();
            if (Anchors.isBlocked(blocked, anchor)) {
                continue;
            }
            int places = stepsLeft > 0 ? holders.places(anchor, placesLeft) : 0;
            stepsLeft -= places;
            if (stepsLeft <= 0 || places > placesLeft || tokensLeft <= 0) {
                limits.reached(anchor, anchor + Anchors.WINDOW);
                continue;
            }
            placesLeft -= places;
            Map<Document.Id, Stretch> stretches = stretches(anchor);
            Stretch span = ofMost(stretches.values());
            if (span != null) {
                addFree(span, stretches, spans);
            }
        }
        return spans;
    }

    /** What each document that is followed up has around the anchor. */
    private Map<Document.Id, Stretch> stretches(int anchor) {
        Map<Document.Id, Stretch> stretches = new TreeMap<>();
        holders.examples(anchor).forEach((holder, hits) -> {
            for (Holders.Hit hit : hits) {
                Stretch stretch = Stretch.around(query, holder.page(), hit.section(), hit.q(), hit.r(), pace);
                tokensLeft -= stretch.size();
                stretches.merge(holder.id(), stretch, (one, other) -> other.size() > one.size() ? other : one);
            }
        });
        return stretches;
    }

    /** What half of them have, and two at least; null if it is too short. */
    private @Nullable Stretch ofMost(Collection<Stretch> stretches) {
        int enough = Math.max(MIN_DOCUMENTS, (stretches.size() + 1) / 2);
        if (stretches.size() < enough) {
            return null;
        }
        int[] froms = stretches.stream().mapToInt(Stretch::from).sorted().toArray();
        int[] tos = stretches.stream().mapToInt(Stretch::to).sorted().toArray();
        Stretch span = Stretch.span(froms[enough - 1], tos[tos.length - enough]);
        return isLongEnough(span) ? span : null;
    }

    /** Adds the parts of a span that nothing covers yet. */
    private void addFree(Stretch span, Map<Document.Id, Stretch> stretches, List<CommonSpan> spans) {
        for (int from = blocked.nextClearBit(span.from()); from < span.to(); ) {
            int next = blocked.nextSetBit(from);
            Stretch part = Stretch.span(from, next < 0 ? span.to() : Math.min(next, span.to()));
            if (isLongEnough(part)) {
                List<Document.Id> known = new ArrayList<>();
                stretches.forEach((id, stretch) -> {
                    if (stretch.covers(part)) {
                        known.add(id);
                    }
                });
                spans.add(new CommonSpan(
                        part.from(), part.to(), longestRun(part, stretches.values()), known.size(), known));
                blocked.set(part.from(), part.to());
            }
            from = blocked.nextClearBit(part.to());
        }
    }

    private static int longestRun(Stretch part, Collection<Stretch> stretches) {
        return stretches.stream()
                .mapToInt(stretch -> stretch.longestRunIn(part))
                .max()
                .orElse(0);
    }

    private boolean isLongEnough(Stretch part) {
        if (part.size() < MIN_TOKENS || query.ends[part.to() - 1] - query.starts[part.from()] < MIN_UNITS) {
            return false;
        }
        Set<Integer> grams = new HashSet<>();
        for (int place = part.from(); place <= part.to() - Grams.SPAN && grams.size() < MIN_GRAMS; place++) {
            pace.spend(1);
            grams.add(query.grams.at(place));
        }
        return grams.size() >= MIN_GRAMS;
    }

    /** The largest spans, with the documents that hold them: all, or where these are too many to look at, a few. */
    private List<CommonSpan> counted(List<CommonSpan> spans) {
        pace.sort(spans, LARGEST_FIRST);
        for (CommonSpan tooMany : spans.subList(Math.min(MAX_SPANS, spans.size()), spans.size())) {
            limits.reached(tooMany.q(), tooMany.qEnd());
        }
        List<CommonSpan> kept = new ArrayList<>(spans.subList(0, Math.min(MAX_SPANS, spans.size())));
        kept.sort(Comparator.comparingInt(CommonSpan::q));
        HolderCount count = new HolderCount(query, holders, pace, COUNTED.of(query) / Math.max(1, kept.size()));
        List<CommonSpan> result = new ArrayList<>();
        for (CommonSpan span : kept) {
            query.wanted.ask();
            CommonSpan counted = count.of(span);
            if (counted.documents() >= MIN_DOCUMENTS) {
                result.add(counted);
            }
        }
        return result;
    }
}
