package org.dupcheck.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a policy must be like. Stateless. */
final class PolicyRules {
    private PolicyRules() {}

    /** @throws InvalidMessageException naming the first field at fault */
    static void check(Policy policy) {
        Fields.type(policy.businessType(), "businessType");
        Fields.notNegative(policy.version(), "version");
        thresholds(policy.thresholds(), "thresholds", "then nothing would be a duplicate");
        referenceTypes(policy.leftOut().referenceTypes());
        templates(policy.templates());
        range(policy.leastTokens(), "leastTokens", 0, Policy.MAX_TOKENS);
        range(policy.commonTextTokens(), "commonTextTokens", 0, Policy.MAX_TOKENS);
        Fields.share(policy.tellWhenContainmentMoves(), "tellWhenContainmentMoves");
        range(policy.daysOpenOnceSubmitted(), "daysOpenOnceSubmitted", 0, Policy.MAX_DAYS);
        if (policy.reviewFrom() != null) {
            thresholds(policy.reviewFrom(), "reviewFrom", "leave it out where no reviewer has to agree");
        }
        waiting(policy.waiting());
        range(policy.answerWithinMinutes(), "answerWithinMinutes", 1, Policy.MAX_MINUTES);
    }

    private static void thresholds(Policy.Thresholds thresholds, String path, String otherwise) {
        Double containment = thresholds.containment();
        if (containment != null) {
            Fields.share(containment, path + ".containment");
            if (containment == 0) {
                throw Fields.invalid(path + ".containment", path + ".containment is not more than 0");
            }
        }
        range(thresholds.longestRun(), path + ".longestRun", 1, Policy.MAX_TOKENS);
        range(thresholds.passages(), path + ".passages", 1, Policy.MAX_TOKENS);
        if (containment == null && thresholds.longestRun() == null && thresholds.passages() == null) {
            throw new InvalidMessageException(ErrorCode.MISSING_FIELD, path, path + " sets no threshold: " + otherwise);
        }
    }

    private static void waiting(Policy.Waiting waiting) {
        range(waiting.expireAfterHours(), "waiting.expireAfterHours", 0, Policy.MAX_HOURS);
        String path = "waiting.remindAfterHours";
        atMost(waiting.remindAfterHours(), path, Limits.MAX_REMINDERS);
        int most = waiting.expireAfterHours() == 0 ? Policy.MAX_HOURS : waiting.expireAfterHours() - 1;
        int before = 0;
        for (int i = 0; i < waiting.remindAfterHours().size(); i++) {
            String at = path + "[" + i + "]";
            int hours = Fields.required(waiting.remindAfterHours().get(i), at);
            if (hours <= before || hours > most) {
                throw Fields.invalid(
                        at, at + " is not more than the one before, or not less than waiting.expireAfterHours");
            }
            before = hours;
        }
    }

    private static void referenceTypes(List<String> types) {
        String path = "leftOut.referenceTypes";
        atMost(types, path, Limits.MAX_REFERENCE_TYPES);
        Set<String> known = new HashSet<>();
        for (int i = 0; i < types.size(); i++) {
            String at = path + "[" + i + "]";
            Fields.type(types.get(i), at);
            if (!known.add(types.get(i))) {
                throw Fields.invalid(at, at + " is named before");
            }
        }
    }

    private static void templates(List<Policy.Template> templates) {
        atMost(templates, "templates", Limits.MAX_TEMPLATES);
        Set<String> names = new HashSet<>();
        long length = 0;
        for (int i = 0; i < templates.size(); i++) {
            String path = "templates[" + i + "]";
            Policy.Template template = Fields.required(templates.get(i), path);
            Fields.id(template.name(), path + ".name", Limits.MAX_TEMPLATE_NAME_LENGTH);
            if (!names.add(template.name())) {
                throw Fields.invalid(path + ".name", path + ".name is that of an earlier template");
            }
            Fields.sectionText(template.text(), path + ".text");
            length += template.text().codePointCount(0, template.text().length());
            if (length > Limits.MAX_TEMPLATES_LENGTH) {
                throw Fields.invalid(
                        path + ".text",
                        "the templates have more than " + Limits.MAX_TEMPLATES_LENGTH + " characters together");
            }
        }
    }

    private static void atMost(List<?> list, String path, int most) {
        if (list.size() > most) {
            throw Fields.invalid(path, path + " has " + list.size() + " entries, and " + most + " are allowed");
        }
    }

    private static void range(@Nullable Integer value, String path, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw Fields.invalid(path, path + " does not lie between " + least + " and " + most);
        }
    }
}
