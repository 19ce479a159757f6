package org.dupcheck.check.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.dupcheck.check.references.EngineTexts;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.SectionResult;
import org.dupcheck.runtime.consume.CancelToken;
import org.dupcheck.runtime.consume.SupersededException;

/** Compares a text with the reference set page by page, and asks before each page whether that is still wanted. */
public final class Scan {
    /** The longest a pause goes on after it is known that the scan is no longer wanted. */
    private static final long PAUSE_STEP_NANOS = Duration.ofMillis(1).toNanos();

    private final long progressIntervalNanos;
    private final long pagePauseNanos;

    public Scan(Duration progressInterval, Duration pagePause) {
        this.progressIntervalNanos = progressInterval.toNanos();
        this.pagePauseNanos = pagePause.toNanos();
    }

    /** Is told now and then how far a scan is. */
    @FunctionalInterface
    public interface Progress {
        /** What it throws ends the scan. */
        void report(int pagesDone, int pagesTotal);
    }

    /**
     * A whole check: scans all sections and puts their results together.
     *
     * @throws SupersededException where it is no longer wanted
     */
    public Comparison run(Submission content, CancelToken token, CheckBasis basis, Progress progress) {
        return run(content, token, basis, againstReferences(content, basis), progress);
    }

    /** The same with other options. */
    public Comparison run(
            Submission content, CancelToken token, CheckBasis basis, CheckOptions options, Progress progress) {
        return compose(content, sections(content, content.sections(), token, basis, options, progress), token, basis);
    }

    /**
     * Scans some sections of a submission.
     *
     * @param sections of {@code content}; at least one
     * @param token asked between two pages, and every few milliseconds within one and after the last
     * @return the result of each of them, in their order
     * @throws SupersededException where it is no longer wanted
     */
    public List<SectionResult> sections(
            Submission content, List<Section> sections, CancelToken token, CheckBasis basis, Progress progress) {
        return sections(content, sections, token, basis, againstReferences(content, basis), progress);
    }

    private static CheckOptions againstReferences(Submission content, CheckBasis basis) {
        // an approved project that is edited and sent again is no duplicate of itself
        Set<Document.Id> own = basis.references().sources().from(content.key());
        Set<String> leftOut = Set.copyOf(basis.policy().leftOut().referenceTypes());
        return options(own, leftOut, basis.policy())
                .withCommonTextCounting(basis.policy().commonTextCounts());
    }

    private List<SectionResult> sections(
            Submission content,
            List<Section> sections,
            CancelToken token,
            CheckBasis basis,
            CheckOptions options,
            Progress progress) {
        ReferenceIndex.View view = basis.references().view();
        ReferenceIndex.Query query =
                view.query(document(content, sections), options, basis.statistics(), token::throwIfCancelled);
        int pages = view.pageCount();
        List<ReferenceIndex.PageFindings> findings = new ArrayList<>(pages);
        long reported = System.nanoTime();
        for (int page = 0; page < pages; page++) {
            token.throwIfCancelled();
            if (System.nanoTime() - reported >= progressIntervalNanos) {
                progress.report(page, pages);
                reported = System.nanoTime();
            }
            findings.add(view.scan(page, query));
            pause(token);
        }
        token.throwIfCancelled();
        return view.sections(query, findings);
    }

    /**
     * Puts the results of all sections of a submission together, in their order. Scans nothing.
     *
     * @throws SupersededException where it is no longer wanted
     */
    public Comparison compose(Submission content, List<SectionResult> results, CancelToken token, CheckBasis basis) {
        Document document = document(content, content.sections());
        return basis.references().view().compose(document, results, token::throwIfCancelled);
    }

    /**
     * What a policy leaves out. Common text does not count: what several open submissions share is told by their names.
     *
     * @param documents that are not compared with
     * @param types of documents that are not compared with
     */
    public static CheckOptions options(Set<Document.Id> documents, Set<String> types, Policy policy) {
        Policy.LeftOut leftOut = policy.leftOut();
        return new CheckOptions(
                documents,
                types,
                leftOut.ownDocuments(),
                leftOut.quotations(),
                leftOut.bibliography(),
                leftOut.minorPassages(),
                policy.templates().stream().map(Policy.Template::text).toList());
    }

    private void pause(CancelToken token) {
        long end = System.nanoTime() + pagePauseNanos;
        for (long left = pagePauseNanos; left > 0; left = end - System.nanoTime()) {
            token.throwIfCancelled();
            LockSupport.parkNanos(Math.min(left, PAUSE_STEP_NANOS));
        }
    }

    /** Under the business key as its id: a document is never compared with its own reference entry. */
    private static Document document(Submission submission, List<Section> sections) {
        return new Document(
                new Document.Id(submission.businessType(), submission.businessId()),
                submission.applicant() == null ? null : submission.applicant().userId(),
                EngineTexts.sections(sections));
    }
}
