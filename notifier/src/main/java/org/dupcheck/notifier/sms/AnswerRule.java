package org.dupcheck.notifier.sms;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of how a provider's answers are read; the first that fits counts.
 *
 * @param status three characters, a digit or an x for any digit, such as {@code 2xx}; null for any status
 * @param field of the answer's JSON, as a JSON pointer such as {@code /code}; null where the status is enough
 * @param is what the field is one of, as text; empty: the field is there
 */
record AnswerRule(
        @Nullable String status,
        @Nullable String field,
        @Nullable List<String> is,
        Meaning means) {
    private static final Pattern STATUS = Pattern.compile("[1-5x][0-9x]{2}");

    /** @throws IllegalArgumentException whose message begins with the field's name */
    AnswerRule {
        if (status != null && !STATUS.matcher(status).matches()) {
            throw new IllegalArgumentException("status: such as 200 or 2xx expected");
        }
        if (field != null) {
            JsonPointer unused = Pointers.parse("field", field);
        }
        if (means == null) {
            throw new IllegalArgumentException("means: SENT, DELIVERED, NOT_SENT, REFUSED or UNKNOWN expected");
        }
        is = is == null ? List.of() : List.copyOf(is);
        if (field == null && !is.isEmpty()) {
            throw new IllegalArgumentException("is: a field beside it expected");
        }
    }

    /** @param body MISSING where the answer is no JSON */
    boolean fits(int answered, JsonNode body) {
        if (status != null && !Integer.toString(answered).matches(status.replace("x", "\\d"))) {
            return false;
        }
        if (field == null) {
            return true;
        }
        JsonNode value = body.at(field);
        return value.isValueNode() && !value.isNull() && (is == null || is.isEmpty() || is.contains(value.asText()));
    }
}
