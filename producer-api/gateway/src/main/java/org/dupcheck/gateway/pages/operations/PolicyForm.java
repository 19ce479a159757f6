package org.dupcheck.gateway.pages.operations;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.ApplicantsSee;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Template;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.Policy.Waiting;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * A policy as a form holds it: fields by their paths in the contract, as they were typed. Shares are percentages there.
 * Immutable.
 *
 * @param templates texts of forms; those without a name and a text are no templates
 */
public record PolicyForm(Map<String, String> values, List<Template> templates) {
    private static final String ON = "true";
    private static final List<String> FLAGS = List.of(
            "leftOut.quotations",
            "leftOut.bibliography",
            "leftOut.ownDocuments",
            "leftOut.minorPassages",
            "commonTextCounts");
    private static final List<String> TYPED = List.of(
            "thresholds.containment",
            "thresholds.longestRun",
            "thresholds.passages",
            "leftOut.referenceTypes",
            "leastTokens",
            "commonTextTokens",
            "openSubmissions",
            "tellWhenContainmentMoves",
            "daysOpenOnceSubmitted",
            "reviewFrom.containment",
            "reviewFrom.longestRun",
            "reviewFrom.passages",
            "waiting.remindAfterHours",
            "waiting.expireAfterHours",
            "answerWithinMinutes",
            "applicantsSee");

    public PolicyForm {
        values = Map.copyOf(values);
        templates = List.copyOf(templates);
    }

    /** A field as it was typed; empty where nothing was. */
    public String value(String path) {
        return values.getOrDefault(path, "");
    }

    /** Whether a box is ticked. */
    public boolean isOn(String path) {
        return value(path).equals(ON);
    }

    /** The templates and room for one more. */
    public List<Template> rows() {
        List<Template> rows = new ArrayList<>(templates);
        if (rows.size() < Limits.MAX_TEMPLATES) {
            rows.add(new Template("", ""));
        }
        return rows;
    }

    static PolicyForm of(Policy policy) {
        Map<String, String> values = new HashMap<>();
        thresholds(values, "thresholds", policy.thresholds());
        LeftOut out = policy.leftOut();
        values.put("leftOut.quotations", out.quotations().toString());
        values.put("leftOut.bibliography", out.bibliography().toString());
        values.put("leftOut.ownDocuments", out.ownDocuments().toString());
        values.put("leftOut.minorPassages", out.minorPassages().toString());
        values.put("leftOut.referenceTypes", String.join(", ", out.referenceTypes()));
        values.put("leastTokens", text(policy.leastTokens()));
        values.put("commonTextTokens", text(policy.commonTextTokens()));
        values.put("commonTextCounts", policy.commonTextCounts().toString());
        values.put("openSubmissions", policy.openSubmissions().name());
        values.put("tellWhenContainmentMoves", percent(policy.tellWhenContainmentMoves()));
        values.put("daysOpenOnceSubmitted", text(policy.daysOpenOnceSubmitted()));
        if (policy.reviewFrom() != null) {
            thresholds(values, "reviewFrom", policy.reviewFrom());
        }
        values.put(
                "waiting.remindAfterHours",
                policy.waiting().remindAfterHours().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")));
        values.put("waiting.expireAfterHours", text(policy.waiting().expireAfterHours()));
        values.put("answerWithinMinutes", text(policy.answerWithinMinutes()));
        values.put("applicantsSee", policy.applicantsSee().name());
        return new PolicyForm(values, policy.templates());
    }

    private static void thresholds(Map<String, String> values, String path, Thresholds thresholds) {
        values.put(path + ".containment", percent(thresholds.containment()));
        values.put(path + ".longestRun", text(thresholds.longestRun()));
        values.put(path + ".passages", text(thresholds.passages()));
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    private static String percent(@Nullable Double share) {
        return share == null
                ? ""
                : BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** What a browser sent. */
    static PolicyForm read(PageRequest request) {
        Map<String, String> values = new HashMap<>();
        TYPED.forEach(path -> values.put(path, request.typed(path)));
        FLAGS.forEach(
                path -> values.put(path, String.valueOf(request.typed(path).equals(ON))));
        List<Template> templates = new ArrayList<>();
        for (int i = 0; i < Limits.MAX_TEMPLATES; i++) {
            String name = request.typed("template" + i);
            String text = request.typed("text" + i).replace("\r\n", "\n");
            if (!name.isEmpty() || !text.isEmpty()) {
                templates.add(new Template(name, text));
            }
        }
        return new PolicyForm(values, templates);
    }

    /**
     * The policy that the form says.
     *
     * @throws ProblemException where a field holds no number; {@code path} names it
     * @throws org.dupcheck.contract.InvalidMessageException naming the first field that a policy cannot have so
     */
    Policy policy(String businessType) {
        boolean isReviewed = !value("reviewFrom.containment").isEmpty()
                || !value("reviewFrom.longestRun").isEmpty()
                || !value("reviewFrom.passages").isEmpty();
        Policy policy = new Policy(
                businessType,
                0,
                thresholds("thresholds"),
                new LeftOut(
                        isOn("leftOut.quotations"),
                        isOn("leftOut.bibliography"),
                        isOn("leftOut.ownDocuments"),
                        isOn("leftOut.minorPassages"),
                        split("leftOut.referenceTypes")),
                templates,
                number("leastTokens"),
                number("commonTextTokens"),
                isOn("commonTextCounts"),
                constant("openSubmissions", OpenSubmissions.class),
                required("tellWhenContainmentMoves", share("tellWhenContainmentMoves")),
                required("daysOpenOnceSubmitted", number("daysOpenOnceSubmitted")),
                isReviewed ? thresholds("reviewFrom") : null,
                new Waiting(hours(), required("waiting.expireAfterHours", number("waiting.expireAfterHours"))),
                number("answerWithinMinutes"),
                constant("applicantsSee", ApplicantsSee.class));
        Validator.check(policy);
        return policy;
    }

    private Thresholds thresholds(String path) {
        return new Thresholds(share(path + ".containment"), number(path + ".longestRun"), number(path + ".passages"));
    }

    private List<String> split(String path) {
        return Arrays.stream(value(path).split("[,，\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private List<Integer> hours() {
        String path = "waiting.remindAfterHours";
        return split(path).stream().map(word -> whole(path, word)).toList();
    }

    private @Nullable Integer number(String path) {
        return value(path).isEmpty() ? null : Integer.valueOf(whole(path, value(path)));
    }

    private static int whole(String path, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(path, path + " is no whole number");
        }
    }

    private @Nullable Double share(String path) {
        if (value(path).isEmpty()) {
            return null;
        }
        try {
            return new BigDecimal(value(path)).movePointLeft(2).doubleValue();
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(path, path + " is no number");
        }
    }

    private static <T> T required(String path, @Nullable T value) {
        if (value == null) {
            throw ProblemException.invalid(path, path + " is missing");
        }
        return value;
    }

    private <E extends Enum<E>> E constant(String path, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value(path).toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw ProblemException.invalid(path, path + " has a value that is not known");
    }
}
