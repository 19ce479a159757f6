package org.dupcheck.gateway.pages.applicants;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.frame.Language;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.store.reviews.OwnSubmissions;
import org.jspecify.annotations.Nullable;

/** A document as it stands in the form: a title, and boxes, of which some may be empty. Immutable. */
public record Draft(BusinessKey key, String title, List<Box> boxes) {
    public Draft {
        boxes = List.copyOf(boxes);
    }

    /**
     * One section of the form.
     *
     * @param number names its fields, from 0
     * @param key of the section; may be empty where the applicant names it
     * @param isNamed whether the applicant names it
     */
    public record Box(int number, String key, String text, boolean isNamed) {
        boolean isEmpty() {
            return text.isBlank();
        }
    }

    /** What is stored of a document; a new one gets the boxes of a project application. */
    static Draft of(BusinessKey key, String title, List<Section> stored, Texts texts) {
        Map<String, String> byKey = new LinkedHashMap<>();
        if (stored.stream().allMatch(section -> defaults(texts).contains(section.key()))) {
            defaults(texts).forEach(name -> byKey.put(name, ""));
        }
        stored.forEach(section -> byKey.put(section.key(), section.text()));
        List<Box> boxes = new ArrayList<>();
        byKey.forEach((name, text) -> boxes.add(new Box(boxes.size(), name, text, !isDefault(name))));
        return new Draft(key, title, boxes);
    }

    /** What a form sends. Nothing is refused here: what is wrong with it is told beside what was typed. */
    static Draft of(BusinessKey key, Context ctx) {
        List<Box> boxes = new ArrayList<>();
        // one more than allowed, so that it is refused and not cut
        for (String number :
                ctx.formParams("box").stream().limit(Limits.MAX_SECTIONS + 1L).toList()) {
            boxes.add(box(ctx, number));
        }
        return new Draft(key, sent(ctx, "title"), boxes);
    }

    /** One box of a form, by its number. */
    static Box box(Context ctx, String number) {
        String name = sent(ctx, "key" + number).strip();
        return new Box(number(number), name, sent(ctx, "text" + number), !isDefault(name));
    }

    private static int number(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("box", "box is not a number");
        }
    }

    /** Browsers send CR LF, and the passages' offsets count characters. */
    private static String sent(Context ctx, String field) {
        String value = ctx.formParam(field);
        return value == null ? "" : value.replace("\r\n", "\n");
    }

    private static List<String> defaults(Texts texts) {
        return List.of(texts.lookup("write.boxes").split("\\|"));
    }

    private static boolean isDefault(String name) {
        for (Language language : Language.values()) {
            if (defaults(Texts.of(language)).contains(name)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return boxes.stream().allMatch(Box::isEmpty);
    }

    /** The boxes with text; one without a name is called by its place. */
    private List<Section> sections(Texts texts) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            if (!boxes.get(i).isEmpty()) {
                sections.add(section(boxes.get(i), i, texts));
            }
        }
        return sections;
    }

    private static Section section(Box box, int place, Texts texts) {
        return new Section(box.key().isEmpty() ? texts.text("write.nth", place + 1) : box.key(), box.text());
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
                titleOrNull(),
                sections(texts),
                applicant,
                before == null ? null : before.workOrderId());
    }

    /** A pre-check of the one box that this draft has. */
    Submission sectionCheck(long revision, Texts texts) {
        return new Submission(
                key.businessType(),
                key.businessId(),
                revision,
                Mode.PRECHECK,
                titleOrNull(),
                Collections.singletonList(section(boxes.get(0), boxes.get(0).number(), texts)),
                null,
                null);
    }

    private @Nullable String titleOrNull() {
        return title.isBlank() ? null : title.strip();
    }
}
