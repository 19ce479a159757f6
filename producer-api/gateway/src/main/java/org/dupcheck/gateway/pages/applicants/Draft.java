package org.dupcheck.gateway.pages.applicants;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.store.drafts.DraftBox;
import org.dupcheck.store.drafts.StoredDraft;
import org.dupcheck.store.reviews.OwnSubmissions;
import org.jspecify.annotations.Nullable;

/**
 * A document as it stands in the form: a title, and boxes, of which some may be empty. Immutable.
 *
 * @param basedOn revision of the submission that the form began with, or that was made of it since; {@link #NO_SUBMISSION} for
 *     none
 */
public record Draft(BusinessKey key, long basedOn, String title, List<Box> boxes) {
    static final long NO_SUBMISSION = -1;

    /** Of a form that does not say what it began with. */
    private static final long NOT_SAID = Long.MAX_VALUE;

    public Draft {
        boxes = List.copyOf(boxes);
    }

    /**
     * One section of the form.
     *
     * @param number names its fields, from 0; boxes stand in the order of their numbers
     * @param key of the section; may be empty where the applicant names it
     * @param isNamed whether the applicant names it
     */
    public record Box(int number, String key, String text, boolean isNamed) {
        static Box of(int number, String key, String text) {
            return new Box(number, key, text, StandardBoxes.indexOf(key) < 0);
        }

        boolean isEmpty() {
            return text.isBlank();
        }

        /**
         * What its text is checked as: a box without a name goes by its place in the form, and never by its number.
         *
         * @param place from 0
         * @return null where it is empty
         */
        @Nullable
        Section section(int place, Texts texts) {
            return isEmpty() ? null : new Section(key.isEmpty() ? texts.text("write.nth", place + 1) : key, text);
        }

        DraftBox kept(int place, Texts texts) {
            Section section = section(place, texts);
            return new DraftBox(number, key, text, section == null ? null : section.key());
        }
    }

    /** As it was left. */
    static Draft of(BusinessKey key, StoredDraft stored, Texts texts) {
        List<Box> boxes = new ArrayList<>();
        for (DraftBox box : stored.boxes()) {
            String name = box.text().isBlank() ? StandardBoxes.nameIn(texts, box.name()) : box.name();
            boxes.add(Box.of(box.number(), name, box.text()));
        }
        return new Draft(key, stored.basedOn(), stored.title(), boxes);
    }

    /** What a form sends. Nothing is refused here: what is wrong with it is told beside what was typed. */
    static Draft of(BusinessKey key, Context ctx) {
        List<Box> boxes = new ArrayList<>();
        // one more than allowed, so that it is refused and not cut
        for (String number :
                ctx.formParams("box").stream().limit(Limits.MAX_SECTIONS + 1L).toList()) {
            boxes.add(box(ctx, number));
        }
        return new Draft(key, basedOn(ctx), sent(ctx, "title"), boxes);
    }

    private static long basedOn(Context ctx) {
        String said = ctx.formParam("basedOn");
        try {
            return said == null ? NOT_SAID : Long.parseLong(said);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("basedOn", "basedOn is not a number");
        }
    }

    /** What the form is of, where nothing newer than that submission came. */
    long basis(long newest) {
        return basedOn == NOT_SAID ? newest : basedOn;
    }

    /** Whether a submission came that the form knows nothing of. */
    boolean isOlderThan(long newest) {
        return basedOn < newest;
    }

    /** The same form, that of a submission from now on. */
    Draft on(long revision) {
        return new Draft(key, revision, title, boxes);
    }

    /** The boxes whose text the form sent; the others have not changed. */
    Draft sentBoxes(Context ctx) {
        return new Draft(
                key,
                basedOn,
                title,
                boxes.stream()
                        .filter(box -> ctx.formParam("text" + box.number()) != null)
                        .toList());
    }

    /** One box of a form, by its number. */
    static Box box(Context ctx, String number) {
        return Box.of(number(number), sent(ctx, "key" + number).strip(), sent(ctx, "text" + number));
    }

    static int number(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("box", "box is not a number");
        }
    }

    /** Browsers send CR LF, and the passages' offsets count characters. */
    static String sent(Context ctx, String field) {
        String value = ctx.formParam(field);
        return value == null ? "" : value.replace("\r\n", "\n");
    }

    boolean isEmpty() {
        return boxes.stream().allMatch(Box::isEmpty);
    }

    private List<Section> sections(Texts texts) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            Section section = boxes.get(i).section(i, texts);
            if (section != null) {
                sections.add(section);
            }
        }
        return sections;
    }

    /** As the database keeps it: with the keys that its boxes are checked under. */
    List<DraftBox> keptBoxes(Texts texts) {
        List<DraftBox> kept = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            kept.add(boxes.get(i).kept(i, texts));
        }
        return kept;
    }

    /**
     * To be checked as a whole, or submitted.
     *
     * @param before the submission whose place it takes: its work order and telephone number stay; null for none
     */
    Submission submission(long revision, Mode mode, String userId, OwnSubmissions.@Nullable Kept before, Texts texts) {
        Applicant applicant = new Applicant(
                userId, before == null ? null : before.phone(), texts.language().tag());
        return new Submission(
                key.businessType(),
                key.businessId(),
                revision,
                mode,
                orNull(title),
                sections(texts),
                applicant,
                before == null ? null : before.workOrderId());
    }

    /** A pre-check of one section. */
    static Submission sectionCheck(BusinessKey key, long revision, String title, Section section) {
        return new Submission(
                key.businessType(),
                key.businessId(),
                revision,
                Mode.PRECHECK,
                orNull(title),
                Collections.singletonList(section),
                null,
                null);
    }

    private static @Nullable String orNull(String title) {
        return title.isBlank() ? null : title.strip();
    }
}
