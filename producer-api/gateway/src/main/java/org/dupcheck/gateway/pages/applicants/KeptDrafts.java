package org.dupcheck.gateway.pages.applicants;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.ErrorCode;
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
import org.jspecify.annotations.Nullable;
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

    /** Of a person; those that were left longest ago go. */
    private static final int MAX_DRAFTS = 500;

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
    Draft open(BusinessKey key, String userId, Texts texts) {
        long newest = newest(key);
        return store.read(tables -> tables.drafts().find(key, userId, newest))
                .map(stored -> Draft.of(key, stored, texts))
                .orElseGet(() -> verdicts.draft(key, userId, newest, texts));
    }

    private long newest(BusinessKey key) {
        return store.read(tables -> tables.ownSubmissions().newestKept(key))
                .map(OwnSubmissions.Kept::revision)
                .orElse(Draft.NO_SUBMISSION);
    }

    /**
     * Keeps one box, with the title that stands above it.
     *
     * @param form that it stands in
     * @param place of the box in the form, from 0
     * @return revision of the submission that the form is of; {@link Draft#NO_SUBMISSION} for none
     * @throws InvalidMessageException where it can never be submitted
     * @throws OutdatedFormException where a submission came that the form knows nothing of
     */
    long keep(String userId, Draft form, Draft.Box box, int place, Texts texts) {
        requireFit(form, box);
        DraftBox kept = box.kept(place, texts);
        return change(userId, form, texts, tables -> tables.drafts().put(form.key(), List.of(kept)));
    }

    /**
     * Keeps the title, and the boxes whose text the form sent.
     *
     * @return as {@link #keep(String, Draft, Draft.Box, int, Texts)}
     * @throws InvalidMessageException where one can never be submitted
     * @throws OutdatedFormException where a submission came that the form knows nothing of
     */
    long keep(String userId, Draft form, Draft sent, Texts texts) {
        requireFit(form, Draft.Box.of(0, "", ""));
        sent.boxes().forEach(box -> requireFit(form, box));
        Set<Integer> changed = sent.boxes().stream().map(Draft.Box::number).collect(Collectors.toSet());
        List<DraftBox> kept = form.keptBoxes(texts).stream()
                .filter(box -> changed.contains(box.number()))
                .toList();
        return change(userId, form, texts, tables -> tables.drafts().put(form.key(), kept));
    }

    /**
     * Keeps a whole form. What another page has typed into further boxes of the document stays; those without text go.
     *
     * @return as {@link #keep(String, Draft, Draft.Box, int, Texts)}
     * @throws InvalidMessageException where it can never be submitted
     * @throws OutdatedFormException where a submission came that the form knows nothing of
     */
    long keep(String userId, Draft form, Texts texts) {
        form.boxes().forEach(box -> requireFit(form, box));
        List<DraftBox> kept = form.keptBoxes(texts);
        return change(userId, form, texts, tables -> {
            tables.drafts()
                    .dropEmptyBoxes(
                            form.key(),
                            form.boxes().stream().map(Draft.Box::number).toList());
            tables.drafts().put(form.key(), kept);
        });
    }

    /** As {@link #keep(String, Draft, Texts)}; nothing where it may not be kept, or cannot be for now. */
    OptionalLong keepIfFit(String userId, Draft form, Texts texts) {
        try {
            return OptionalLong.of(keep(userId, form, texts));
        } catch (InvalidMessageException | ProblemException | RetryLaterException | OutdatedFormException e) {
            LOG.debug("a draft was not kept: {}", e.getMessage());
            return OptionalLong.empty();
        }
    }

    /**
     * Begins a further box below all others, those that another page of the document added too.
     *
     * @return its number
     * @throws OutdatedFormException where a submission came that the form knows nothing of
     */
    int addBox(String userId, Draft form, Texts texts) {
        int lastOfForm = form.boxes().stream().mapToInt(Draft.Box::number).max().orElse(-1);
        int[] added = new int[1];
        long unused = change(userId, form, texts, tables -> {
            int last = tables.drafts().countBoxes(form.key()).last();
            added[0] = 1 + Math.max(last, lastOfForm);
            tables.drafts().put(form.key(), List.of(new DraftBox(added[0], "", "", null)));
        });
        return added[0];
    }

    /** The number of the last box that is kept of a document; -1 for none. */
    int lastBox(BusinessKey key) {
        return store.read(tables -> tables.drafts().countBoxes(key)).last();
    }

    /** The form is that of a submission which was accepted. */
    void submitted(String userId, BusinessKey key, long revision) {
        store.run(tables -> tables.drafts().setBasedOn(key, userId, revision));
    }

    private interface Change {
        void make(Tables tables);
    }

    /** What the form began with is kept along with the first change of it. */
    private long change(String userId, Draft form, Texts texts, Change change) {
        long newest = newest(form.key());
        if (form.isOlderThan(newest)) {
            throw new OutdatedFormException();
        }
        if (!changed(userId, form, newest, null, change)) {
            StoredDraft begun = begun(form.key(), userId, newest, texts);
            boolean unused = changed(userId, form, newest, begun, change);
        }
        return form.basis(newest);
    }

    /**
     * Changes a draft.
     *
     * @param begun what it begins with where there is none; null where that is not known yet
     * @return false where there is none, and nothing that it could begin with
     */
    private boolean changed(String userId, Draft form, long newest, @Nullable StoredDraft begun, Change change) {
        BusinessKey key = form.key();
        return store.inTransaction(tables -> {
            tables.drafts().lock(key, userId, clock.instant());
            if (!tables.drafts().isThere(key, userId, newest)) {
                if (begun == null) {
                    return false;
                }
                tables.drafts().begin(key, userId, begun, MAX_DRAFTS);
            }
            tables.drafts().setTitle(key, form.title());
            change.make(tables);
            if (tables.drafts().countBoxes(key).boxes() > Limits.MAX_SECTIONS) {
                throw new ProblemException(
                        ErrorCode.TOO_MANY_SECTIONS, "box", "more than " + Limits.MAX_SECTIONS + " sections");
            }
            return true;
        });
    }

    private StoredDraft begun(BusinessKey key, String userId, long newest, Texts texts) {
        Draft draft = verdicts.draft(key, userId, newest, texts);
        return new StoredDraft(newest, draft.title(), draft.keptBoxes(texts));
    }

    /** A box without text or name is a box all the same. */
    private static void requireFit(Draft form, Draft.Box box) {
        String name = box.key().isEmpty() ? "-" : box.key();
        String text = box.isEmpty() ? "-" : box.text();
        Validator.check(Draft.sectionCheck(form.key(), 1, form.title(), new Section(name, text)));
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
