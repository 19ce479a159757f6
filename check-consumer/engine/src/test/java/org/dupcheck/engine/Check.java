package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Runs whole checks in tests. */
final class Check {
    private Check() {}

    static EngineSettings exact(int pageDocuments) {
        return new EngineSettings(pageDocuments, 0, EngineSettings.DEFAULT_FLOOR_TOKENS);
    }

    static EngineSettings paged(int pageDocuments) {
        return new EngineSettings(
                pageDocuments, EngineSettings.DEFAULT_REPORTING_FLOOR_BITS, EngineSettings.DEFAULT_FLOOR_TOKENS);
    }

    static ReferenceIndex index(EngineSettings settings, Collection<Document> documents) {
        ReferenceIndex index = ReferenceIndex.empty(settings);
        List<Change> changes = new ArrayList<>();
        documents.forEach(document -> changes.add(new Change.Put(document)));
        index.apply(changes, 1);
        return index;
    }

    static Comparison compare(ReferenceIndex index, Document submission) {
        return compare(index.view(), submission, CheckOptions.DEFAULT, null);
    }

    /** @param order shuffles the pages, or null */
    static Comparison compare(ReferenceIndex.View view, Document submission, CheckOptions options, Random order) {
        ReferenceIndex.Query query = view.query(submission, options, view.statistics());
        List<Integer> pages = new ArrayList<>();
        for (int page = 0; page < view.pageCount(); page++) {
            pages.add(page);
        }
        if (order != null) {
            Collections.shuffle(pages, order);
        }
        List<ReferenceIndex.PageFindings> findings = new ArrayList<>();
        pages.forEach(page -> findings.add(view.scan(page, query)));
        return view.compose(submission, view.sections(query, findings));
    }

    /** Asserts that a span is in its text, not empty, and cuts no character in two. */
    static void assertWhole(String description, String text, int start, int end) {
        assertThat(start).as(description).isBetween(0, end - 1);
        assertThat(end).as(description).isLessThanOrEqualTo(text.length());
        for (int at : new int[] {start, end}) {
            boolean within =
                    at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
            assertThat(within)
                    .as("%s: offset %d within a pair", description, at)
                    .isFalse();
        }
    }
}
