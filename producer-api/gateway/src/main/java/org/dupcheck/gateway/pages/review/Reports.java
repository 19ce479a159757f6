package org.dupcheck.gateway.pages.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.review.Reviewed;
import org.dupcheck.gateway.review.Reviews;
import org.dupcheck.store.Store;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.StoredText;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.jspecify.annotations.Nullable;

/** Puts reports together from the tables. Thread-safe. */
final class Reports {
    /** Whom reports are for. */
    static final Set<Role> REVIEWERS = Set.of(Role.REVIEWER);

    private static final int HISTORY = 50;

    private final VerdictQueries verdicts;
    private final Store store;
    private final JsonCodec codec;
    private final Reviews reviews;

    Reports(VerdictQueries verdicts, Store store, JsonCodec codec, Reviews reviews) {
        this.verdicts = verdicts;
        this.store = store;
        this.codec = codec;
        this.reviews = reviews;
    }

    /**
     * The verdict that the path names.
     *
     * @throws ProblemException 404 where there is none, or it is of a type that is not the reviewer's
     */
    StoredVerdict stored(PageRequest request) {
        return stored(request, "verdictId");
    }

    /** As {@link #stored(PageRequest)}, by another name in the path. */
    StoredVerdict stored(PageRequest request, String parameter) {
        StoredVerdict stored = reviews.require(Parameters.path(request.ctx(), parameter));
        if (!request.person().grants().cover(REVIEWERS, stored.key().businessType())) {
            throw ProblemException.notFound("there is no such verdict");
        }
        return stored;
    }

    Reviewed reviewed(StoredVerdict stored) {
        return reviews.read(stored);
    }

    Report report(StoredVerdict stored, Reviewed reviewed) {
        Optional<StoredText> text = verdicts.textOf(stored);
        return report(stored, reviewed, text, text.map(this::sections).orElse(null));
    }

    private Report report(
            StoredVerdict stored, Reviewed reviewed, Optional<StoredText> text, @Nullable List<Section> sections) {
        return new Report(
                reviewed.inForce(),
                text.map(StoredText::title).orElse(null),
                store.read(tables -> tables.ownSubmissions().ownerOf(stored.key()))
                        .orElse(null),
                Report.sections(reviewed, sections),
                sections != null,
                Report.sources(reviewed),
                Report.leftOut(reviewed),
                verdicts.history(stored.key(), null, HISTORY),
                stored.body().changesBehind(),
                reviewed);
    }

    /** As it is printed. */
    PrintedReport printed(StoredVerdict stored) {
        Optional<StoredText> text = verdicts.textOf(stored);
        List<Section> own = text.map(this::sections).orElse(null);
        Report report = report(stored, reviewed(stored), text, own);
        return PrintedReport.of(
                report,
                own,
                source -> referenceText(source.stored()).map(this::sections).orElse(null));
    }

    private Optional<StoredText> referenceText(Verdict.Match match) {
        return store.read(tables ->
                tables.referenceViews().text(match.documentType(), match.documentId(), match.documentRevision()));
    }

    /** @throws ProblemException 404 where the verdict names no such source */
    SourcePanel source(StoredVerdict stored, Reviewed reviewed, String rank) {
        List<Report.Source> sources = Report.sources(reviewed);
        Report.Source source = sources.get(number(rank, sources.size()));
        return new SourcePanel(
                source,
                sections(source, referenceText(source.stored())),
                Report.leftOut(reviewed),
                ownText(stored),
                reviewed);
    }

    /** Another open submission; it counts in none of the report's figures. */
    SourcePanel pending(Reviewed reviewed, String rank) {
        Verdict verdict = reviewed.stored();
        int number = number(rank, verdict.pending().size());
        Verdict.Match match = verdict.pending().get(number);
        Report.Source source = new Report.Source(number, match, 0, match);
        Optional<StoredText> text = verdicts.submittedText(
                new BusinessKey(match.documentType(), match.documentId()), match.documentRevision());
        return new SourcePanel(source, sections(source, text), Set.of(), Map.of(), null);
    }

    private Map<String, String> ownText(StoredVerdict stored) {
        Map<String, String> own = new HashMap<>();
        verdicts.textOf(stored)
                .map(this::sections)
                .orElse(List.of())
                .forEach(section -> own.put(section.key(), section.text()));
        return own;
    }

    private List<Report.SourceSection> sections(Report.Source source, Optional<StoredText> text) {
        return text.map(found -> Report.sourceSections(source, sections(found))).orElse(List.of());
    }

    /** A number from 0 to below {@code size}. */
    static int number(String text, int size) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number < size) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw ProblemException.notFound("the verdict names no such document");
    }

    private List<Section> sections(StoredText text) {
        return List.of(codec.read(text.sections(), Section[].class));
    }
}
