package org.dupcheck.gateway.pages.applicants;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.frame.Language;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.drafts.DraftBox;
import org.dupcheck.store.drafts.StoredDraft;
import org.dupcheck.store.reviews.OwnSubmissions;
import org.dupcheck.store.verdicts.VerdictQueries.CheckedText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an applicant writes, box by box, so that a form that is opened again is the form that was left. Who asks has made
 * sure whose the document is. Thread-safe.
 */
final class KeptDrafts {
    private static final Logger LOG = LoggerFactory.getLogger(KeptDrafts.class);

    /** Since the last change. */
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private static final long NO_SUBMISSION = -1;

    private final Store store;
    private final OwnVerdicts verdicts;
    private final Clock clock;

    KeptDrafts(Store store, OwnVerdicts verdicts, Clock clock) {
        this.store = store;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /** Drafts that nobody goes on with. */
    static Purge purge(Store store) {
        return Purge.of(
                store,
                "drafts",
                KEPT_FOR,
                (tables, before, limit) -> tables.drafts().purge(before, limit));
    }

    /** The form as it was left; where it was not, or a newer submission has come since, what is kept of the document. */
    Draft open(BusinessKey key, Texts texts) {
        long newest = newest(key);
        return store.read(tables -> tables.drafts().find(key, newest))
                .map(stored -> Draft.of(key, stored, texts))
                .orElseGet(() -> verdicts.draft(key, newest, texts));
    }

    private long newest(BusinessKey key) {
        return store.read(tables -> tables.ownSubmissions().newestKept(key))
                .map(OwnSubmissions.Kept::revision)
                .orElse(NO_SUBMISSION);
    }

    /**
     * Keeps one box, with the title that stands above it.
     *
     * @param place of the box in the form, from 0
     * @throws InvalidMessageException where it can never be submitted
     */
    void keep(BusinessKey key, String title, Draft.Box box, int place, Texts texts) {
        requireFit(key, title, box);
        DraftBox kept = box.kept(place, texts);
        change(key, texts, tables -> tables.drafts().put(key, title, kept, clock.instant()));
    }

    /** Keeps the title. */
    void keep(BusinessKey key, String title, Texts texts) {
        requireFit(key, title, Draft.Box.of(0, "", ""));
        change(key, texts, tables -> tables.drafts().put(key, title, clock.instant()));
    }

    private interface Change {
        void make(Tables tables);
    }

    /** What the form began with is kept along with the first change of it. */
    private void change(BusinessKey key, Texts texts, Change change) {
        long newest = newest(key);
        Optional<StoredDraft> found = store.read(tables -> tables.drafts().find(key, newest));
        StoredDraft begun =
                found.orElseGet(() -> verdicts.draft(key, newest, texts).kept(newest, texts));
        store.run(tables -> {
            tables.drafts().lock(key, clock.instant());
            if (tables.drafts().find(key, newest).isEmpty()) {
                tables.drafts().replace(key, begun, clock.instant());
            }
            change.make(tables);
        });
    }

    /** Keeps a whole form. */
    void keep(Draft draft, Texts texts) {
        keep(draft, newest(draft.key()), texts);
    }

    /**
     * Keeps a whole form.
     *
     * @param basedOn revision of the submission that it is or began with
     */
    void keep(Draft draft, long basedOn, Texts texts) {
        if (draft.boxes().size() > Limits.MAX_SECTIONS) {
            throw ProblemException.invalid("box", "more than " + Limits.MAX_SECTIONS + " boxes");
        }
        draft.boxes().forEach(box -> requireFit(draft.key(), draft.title(), box));
        store.run(tables -> tables.drafts().replace(draft.key(), draft.kept(basedOn, texts), clock.instant()));
    }

    /** As {@link #keep(Draft, Texts)}, where it may be kept and can be for now. */
    void keepIfFit(Draft draft, Texts texts) {
        try {
            keep(draft, texts);
        } catch (InvalidMessageException | ProblemException | RetryLaterException e) {
            LOG.debug("a draft was not kept: {}", e.getMessage());
        }
    }

    /** A box without text or name is a box all the same. */
    private static void requireFit(BusinessKey key, String title, Draft.Box box) {
        String name = box.key().isEmpty() ? "-" : box.key();
        String text = box.isEmpty() ? "-" : box.text();
        Validator.check(Draft.sectionCheck(key, 1, title, new Section(name, text)));
    }

    /** What is known of the boxes' texts as they stand, by the box's number. */
    Map<Integer, Chip> chips(PageRequest request, Draft draft) {
        Map<String, CheckedText> checked = verdicts.checkedSections(draft.key());
        Map<Integer, Chip> chips = new HashMap<>();
        for (Language language : Language.values()) {
            for (int i = 0; i < draft.boxes().size(); i++) {
                Draft.Box box = draft.boxes().get(i);
                // one without a name may have been checked in the other language
                Section section = box.section(i, Texts.of(language));
                CheckedText known = section == null ? null : checked.get(section.key());
                if (section != null && known != null && known.hash().equals(ContentHash.of(section))) {
                    chip(request, draft.key(), box.number(), known).ifPresent(chip -> chips.put(box.number(), chip));
                }
            }
        }
        return chips;
    }

    private Optional<Chip> chip(PageRequest request, BusinessKey key, int box, CheckedText known) {
        if (known.verdict() != null) {
            return Optional.of(Chip.of(box, verdicts.verdict(known.verdict())));
        }
        return known.state() == CheckState.RUNNING || known.state() == CheckState.QUEUED
                ? Optional.of(
                        SectionChips.checking(request, box, new CheckKey(key, known.sectionKey()), known.revision(), 1))
                : Optional.empty();
    }
}
