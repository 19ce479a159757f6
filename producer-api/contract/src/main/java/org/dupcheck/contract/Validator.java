package org.dupcheck.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds messages against the contract, with or without JSON around them. The first fault found is reported; the order
 * is that of the fields. Stateless.
 */
public final class Validator {
    private Validator() {}

    /** @throws InvalidMessageException naming the first field at fault */
    public static void check(Message message) {
        if (message instanceof Submission submission) {
            check(submission);
        } else if (message instanceof ReferenceEvent event) {
            check(event);
        } else if (message instanceof VerdictEvent event) {
            check(event);
        } else if (message instanceof ConfirmationEvent event) {
            check(event);
        } else if (message instanceof WorkOrderCommand command) {
            check(command);
        } else if (message instanceof WorkOrderEvent event) {
            check(event);
        }
    }

    /** @throws InvalidMessageException naming the first field at fault */
    public static void check(Submission submission) {
        businessKey(submission.businessType(), submission.businessId());
        Fields.revision(submission.revision(), "revision");
        Mode mode = Fields.required(submission.mode(), "mode");
        if (mode != Mode.WITHDRAW) {
            Fields.followed(submission.revision(), "revision");
            Fields.segment(submission.businessType(), "businessType");
            Fields.segment(submission.businessId(), "businessId");
            Fields.segment(submission.workOrderId(), "workOrderId");
        }
        Fields.optionalText(submission.title(), "title", Limits.MAX_TITLE_LENGTH);
        if (mode != Mode.WITHDRAW) {
            sections(submission.sections());
        }
        Applicant applicant =
                mode == Mode.SUBMIT ? Fields.required(submission.applicant(), "applicant") : submission.applicant();
        if (applicant != null) {
            Fields.id(applicant.userId(), "applicant.userId", Limits.MAX_USER_ID_LENGTH);
            Fields.optionalId(applicant.phone(), "applicant.phone", Limits.MAX_PHONE_LENGTH);
            Fields.optionalId(applicant.locale(), "applicant.locale", Limits.MAX_LOCALE_LENGTH);
        }
        Fields.optionalId(submission.workOrderId(), "workOrderId", Limits.MAX_WORK_ORDER_ID_LENGTH);
        Long minCorpusVersion = submission.minCorpusVersion();
        if (minCorpusVersion != null && minCorpusVersion < 0) {
            throw Fields.invalid("minCorpusVersion", "minCorpusVersion is negative");
        }
        signals(submission);
    }

    private static void signals(Submission submission) {
        List<Signal> signals = submission.signals();
        if (signals.size() > Limits.MAX_SIGNALS) {
            throw Fields.invalid("signals", signals.size() + " signals, and " + Limits.MAX_SIGNALS + " are allowed");
        }
        for (int i = 0; i < signals.size(); i++) {
            String path = "signals[" + i + "]";
            Signal signal = Fields.required(signals.get(i), path);
            Fields.required(signal.kind(), path + ".kind");
            int length = 0;
            if (signal.section() != null) {
                length = submission.sections().stream()
                        .filter(section -> section.key().equals(signal.section()))
                        .mapToInt(section -> section.text().length())
                        .findFirst()
                        .orElseThrow(() -> Fields.invalid(path + ".section", path + ".section is no section's key"));
            }
            if (signal.start() < 0 || signal.end() < signal.start() || signal.end() > length) {
                throw Fields.invalid(path + ".end", path + " does not lie in its section's text");
            }
            if (signal.count() < 1) {
                throw Fields.invalid(path + ".count", path + ".count is less than 1");
            }
        }
    }

    /** @throws InvalidMessageException naming the first field at fault */
    public static void check(ReferenceEvent event) {
        Fields.type(event.documentType(), "documentType");
        Fields.id(event.documentId(), "documentId", Limits.MAX_DOCUMENT_ID_LENGTH);
        Fields.revision(event.revision(), "revision");
        ReferenceEventKind kind = Fields.required(event.kind(), "kind");
        if (kind != ReferenceEventKind.DELETED) {
            Fields.followed(event.revision(), "revision");
            Fields.segment(event.documentType(), "documentType");
            Fields.segment(event.documentId(), "documentId");
        }
        Fields.optionalText(event.title(), "title", Limits.MAX_TITLE_LENGTH);
        Fields.optionalId(event.ownerId(), "ownerId", Limits.MAX_USER_ID_LENGTH);
        BusinessKey origin = event.origin();
        if (origin != null) {
            Fields.type(origin.businessType(), "origin.businessType");
            Fields.id(origin.businessId(), "origin.businessId", Limits.MAX_BUSINESS_ID_LENGTH);
        }
        if (kind != ReferenceEventKind.DELETED) {
            sections(event.sections());
        }
        if (event.occurredAt() != null) {
            Fields.time(event.occurredAt(), "occurredAt");
        }
    }

    /** @throws InvalidMessageException naming the first field at fault */
    public static void check(ConfirmationEvent event) {
        businessKey(event.businessType(), event.businessId());
        Fields.id(event.verdictId(), "verdictId", Limits.MAX_UUID_LENGTH);
        Fields.required(event.decision(), "decision");
        Fields.optionalText(event.reason(), "reason", Limits.MAX_REASON_LENGTH);
        Fields.optionalId(event.userId(), "userId", Limits.MAX_USER_ID_LENGTH);
        Fields.time(event.occurredAt(), "occurredAt");
        Fields.optionalId(event.contentHash(), "contentHash", Limits.MAX_HASH_LENGTH);
    }

    /** @throws InvalidMessageException naming the first field at fault */
    public static void check(VerdictEvent event) {
        businessKey(event.businessType(), event.businessId());
        Fields.revision(event.revision(), "revision");
        Mode mode = Fields.required(event.mode(), "mode");
        if (mode != Mode.PRECHECK && event.section() != null) {
            throw Fields.invalid("section", "section belongs to a pre-check alone");
        }
        Fields.optionalId(event.section(), "section", Limits.MAX_SECTION_KEY_LENGTH);
        CheckState state = Fields.required(event.state(), "state");
        if (state != CheckState.FINISHED && state != CheckState.FAILED && state != CheckState.WITHDRAWN) {
            throw Fields.invalid("state", "state is not one a check ends in: FINISHED, FAILED, WITHDRAWN");
        }
        boolean finished = state == CheckState.FINISHED;
        present(event.verdictId(), "verdictId", finished);
        Fields.optionalId(event.verdictId(), "verdictId", Limits.MAX_UUID_LENGTH);
        present(event.resultState(), "resultState", finished);
        present(event.containment(), "containment", finished);
        if (event.containment() != null) {
            Fields.share(event.containment(), "containment");
        }
        present(event.matchCount(), "matchCount", finished);
        if (event.matchCount() != null) {
            Fields.notNegative(event.matchCount(), "matchCount");
        }
        if (event.corpusVersion() != null) {
            Fields.notNegative(event.corpusVersion(), "corpusVersion");
        }
        present(event.error(), "error", state == CheckState.FAILED);
        Fields.optionalText(event.error(), "error", Limits.MAX_REASON_LENGTH);
        Fields.time(event.occurredAt(), "occurredAt");
    }

    /** @throws InvalidMessageException naming the first field at fault */
    public static void check(WorkOrderCommand command) {
        Fields.id(command.commandId(), "commandId", Limits.MAX_UUID_LENGTH);
        Fields.required(command.kind(), "kind");
        Fields.id(command.workOrderId(), "workOrderId", Limits.MAX_WORK_ORDER_ID_LENGTH);
        businessKey(command.businessType(), command.businessId());
        Fields.revision(command.revision(), "revision");
        Fields.id(command.verdictId(), "verdictId", Limits.MAX_UUID_LENGTH);
        Fields.time(command.issuedAt(), "issuedAt");
        present(
                command.replaces(),
                "replaces",
                command.kind() == WorkOrderCommand.Kind.CANCEL || command.replaces() != null);
        Fields.optionalId(command.replaces(), "replaces", Limits.MAX_UUID_LENGTH);
    }

    /** @throws InvalidMessageException naming the first field at fault */
    public static void check(WorkOrderEvent event) {
        businessKey(event.businessType(), event.businessId());
        Fields.id(event.commandId(), "commandId", Limits.MAX_UUID_LENGTH);
        WorkOrderEvent.Kind kind = Fields.required(event.kind(), "kind");
        if (kind == WorkOrderEvent.Kind.REJECTED) {
            Fields.required(event.reason(), "reason");
        }
        Fields.optionalText(event.reason(), "reason", Limits.MAX_REASON_LENGTH);
        Fields.time(event.occurredAt(), "occurredAt");
    }

    /** @throws InvalidMessageException naming the first field at fault */
    public static void check(Policy policy) {
        PolicyRules.check(policy);
    }

    /** @throws InvalidMessageException naming the first field at fault */
    public static void check(DrainRequest request) {
        Fields.someText(request.reason(), "reason", Limits.MAX_REASON_LENGTH);
    }

    /** @throws InvalidMessageException naming the first field at fault */
    public static void check(ReviewRequest request) {
        ReviewRules.check(request);
    }

    /**
     * Holds a key against the limits, for calls that name a document without sending one.
     *
     * @throws InvalidMessageException naming the first field at fault
     */
    public static void check(BusinessKey key) {
        businessKey(key.businessType(), key.businessId());
    }

    private static void businessKey(@Nullable String businessType, @Nullable String businessId) {
        Fields.type(businessType, "businessType");
        Fields.id(businessId, "businessId", Limits.MAX_BUSINESS_ID_LENGTH);
    }

    private static void sections(List<Section> sections) {
        if (sections.isEmpty()) {
            throw new InvalidMessageException(ErrorCode.MISSING_FIELD, "sections", "there are no sections");
        }
        if (sections.size() > Limits.MAX_SECTIONS) {
            throw new InvalidMessageException(
                    ErrorCode.TOO_MANY_SECTIONS,
                    "sections",
                    sections.size() + " sections, and " + Limits.MAX_SECTIONS + " are allowed");
        }
        Set<String> keys = new HashSet<>();
        long length = 0;
        for (int i = 0; i < sections.size(); i++) {
            String path = "sections[" + i + "]";
            Section section = Fields.required(sections.get(i), path);
            Fields.id(section.key(), path + ".key", Limits.MAX_SECTION_KEY_LENGTH);
            if (!keys.add(section.key())) {
                throw new InvalidMessageException(
                        ErrorCode.DUPLICATE_SECTION, path + ".key", path + ".key is that of an earlier section");
            }
            Fields.sectionText(section.text(), path + ".text");
            // every UTF-16 unit takes at least a byte in JSON: refuses what is hopeless before it is written out
            length += section.text().length();
            if (length > Limits.MAX_MESSAGE_BYTES) {
                throw JsonCodec.tooLarge();
            }
        }
    }

    private static void present(@Nullable Object value, String path, boolean expected) {
        if (expected) {
            Fields.required(value, path);
        } else if (value != null) {
            throw Fields.invalid(path, path + " does not belong to this state");
        }
    }
}
