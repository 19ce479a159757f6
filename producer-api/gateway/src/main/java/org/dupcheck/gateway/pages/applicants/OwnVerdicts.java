package org.dupcheck.gateway.pages.applicants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.store.Store;
import org.dupcheck.store.verdicts.VerdictBody;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.CheckedText;
import org.dupcheck.store.verdicts.VerdictQueries.StoredText;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;

/** Reads verdicts and texts for the applicants' pages; who asks has made sure whose they are. Thread-safe. */
final class OwnVerdicts {
    private final VerdictQueries queries;
    private final Store store;
    private final JsonCodec codec;

    OwnVerdicts(VerdictQueries queries, Store store, JsonCodec codec) {
        this.queries = queries;
        this.store = store;
        this.codec = codec;
    }

    StoredVerdict require(String verdictId) {
        return queries.find(verdictId).orElseThrow(() -> ProblemException.notFound("you have no such result"));
    }

    /** The verdict of the document's newest submission that has one. */
    Optional<StoredVerdict> latest(BusinessKey key) {
        return queries.latest(key);
    }

    Verdict verdict(VerdictBody body) {
        return codec.read(body.json(), Verdict.class);
    }

    OwnResult result(StoredVerdict stored) {
        return result(stored, verdict(stored.body()));
    }

    /** @param shown the verdict with the figures that are told */
    OwnResult result(StoredVerdict stored, Verdict shown) {
        Optional<StoredText> text = queries.textOf(stored);
        // the one in force, so that what may be seen no longer is seen no longer
        Policy policy = store.read(
                tables -> tables.policies().inForce(codec, stored.key().businessType()));
        return OwnResult.of(
                shown,
                text.map(StoredText::title).orElse(null),
                text.map(this::sections).orElse(null),
                policy.applicantsSee(),
                new SourceTexts(store, codec)::of);
    }

    /** The newest pre-check of each section, by the section's key. */
    Map<String, CheckedText> checkedSections(BusinessKey key) {
        return queries.checkedSections(key, Limits.MAX_SECTIONS);
    }

    /**
     * What is known of a document that has no draft: its newest submission, with what its applicant had pre-checked since in its
     * place.
     *
     * @param userId of the applicant
     * @param revision of the newest submission; -1 for none
     */
    Draft draft(BusinessKey key, String userId, long revision, Texts texts) {
        Optional<StoredText> submitted = revision < 0 ? Optional.empty() : queries.submittedText(key, revision);
        List<Section> sections = new ArrayList<>(submitted.map(this::sections).orElse(List.of()));
        String title = submitted.map(StoredText::title).orElse("");
        for (StoredText later : queries.preCheckedSections(key, userId, revision, Limits.MAX_SECTIONS)) {
            for (Section section : sections(later)) {
                put(sections, section);
            }
            title = later.title() == null ? title : later.title();
        }
        return new Draft(key, revision, title == null ? "" : title, StandardBoxes.around(sections, texts));
    }

    private static void put(List<Section> sections, Section newer) {
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).key().equals(newer.key())) {
                sections.set(i, newer);
                return;
            }
        }
        sections.add(newer);
    }

    private List<Section> sections(StoredText text) {
        return List.of(codec.read(text.sections(), Section[].class));
    }
}
