package org.dupcheck.contract;

import java.util.List;
import org.dupcheck.contract.ReviewRequest.Exclusion;

/** What a reviewer's request must be like. Stateless. */
final class ReviewRules {
    private ReviewRules() {}

    /** @throws InvalidMessageException naming the first field at fault */
    static void check(ReviewRequest request) {
        ReviewDecision decision = request.decision();
        if (decision == null
                && request.excluded().isEmpty()
                && request.restored().isEmpty()) {
            throw new InvalidMessageException(
                    ErrorCode.MISSING_FIELD, "decision", "decision is missing, and nothing is left out or taken back");
        }
        if (decision == null && request.note() != null) {
            throw Fields.invalid("note", "note belongs to a decision, and there is none");
        }
        if (decision == null || decision == ReviewDecision.ACCEPT) {
            Fields.optionalText(request.note(), "note", Limits.MAX_REASON_LENGTH);
        } else {
            Fields.someText(request.note(), "note", Limits.MAX_REASON_LENGTH);
        }
        exclusions(request.excluded(), "excluded", true);
        exclusions(request.restored(), "restored", false);
        if (request.seen() != null) {
            Fields.notNegative(request.seen(), "seen");
        }
    }

    private static void exclusions(List<Exclusion> all, String name, boolean needsReason) {
        if (all.size() > Limits.MAX_EXCLUSIONS) {
            throw Fields.invalid(
                    name, name + " has " + all.size() + " entries, and " + Limits.MAX_EXCLUSIONS + " are allowed");
        }
        for (int i = 0; i < all.size(); i++) {
            String path = name + "[" + i + "]";
            Exclusion one = Fields.required(all.get(i), path);
            Fields.type(one.documentType(), path + ".documentType");
            Fields.id(one.documentId(), path + ".documentId", Limits.MAX_DOCUMENT_ID_LENGTH);
            if (one.section() != null || one.start() != null || one.end() != null) {
                span(one, path);
            }
            if (needsReason) {
                Fields.someText(one.reason(), path + ".reason", Limits.MAX_REASON_LENGTH);
            } else {
                Fields.optionalText(one.reason(), path + ".reason", Limits.MAX_REASON_LENGTH);
            }
        }
    }

    private static void span(Exclusion one, String path) {
        Fields.id(one.section(), path + ".section", Limits.MAX_SECTION_KEY_LENGTH);
        int start = Fields.required(one.start(), path + ".start");
        Fields.notNegative(start, path + ".start");
        if (Fields.required(one.end(), path + ".end") <= start) {
            throw Fields.invalid(path + ".end", path + ".end is not greater than start");
        }
    }
}
