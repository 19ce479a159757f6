package org.dupcheck.notifier.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dupcheck.notifier.outgoing.Answer;
import org.dupcheck.notifier.outgoing.Request;
import org.jspecify.annotations.Nullable;

/**
 * One call of a provider as an operator has written it down: with gaps as {@link Template} has them, and how its answers are read.
 *
 * @param method POST where it is null
 * @param headers by name
 * @param contentType of the body; {@code application/json} where it is null
 * @param body null where there is none
 * @param items where the answer is about several messages: a JSON pointer to the list of them. The rules are then read in the
 *     one whose {@code id} is the delivery's; where there is none, nothing is known
 * @param id in each of them, a JSON pointer
 * @param answers the first that fits counts; where none does nothing is known, unless the status is 429: that is not sent
 */
record CallDefinition(
        @Nullable String method,
        String url,
        @Nullable Map<String, String> headers,
        @Nullable String contentType,
        @Nullable String body,
        @Nullable String items,
        @Nullable String id,
        List<AnswerRule> answers) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFAULT_TYPE = "application/json";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MAX_RULES = 50;

    /** @throws IllegalArgumentException whose message begins with the field's name */
    CallDefinition {
        method = method == null ? "POST" : method;
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("method: GET, POST or PUT expected");
        }
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("url: expected");
        }
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        contentType = contentType == null ? DEFAULT_TYPE : contentType;
        if (answers == null || answers.isEmpty() || answers.size() > MAX_RULES) {
            throw new IllegalArgumentException("answers: 1 to " + MAX_RULES + " rules expected");
        }
        answers = List.copyOf(answers);
        if ((items == null) != (id == null)) {
            throw new IllegalArgumentException("items: beside id, or neither of them, expected");
        }
        if (items != null) {
            Object unused = Pointers.parse("items", items);
        }
        if (id != null) {
            Object unused = Pointers.parse("id", id);
        }
    }

    /** @throws IllegalArgumentException where it names a secret that there is not */
    void requireKnownSecrets(Set<String> secrets) {
        Template.requireKnownSecrets("url", url, secrets);
        headers().forEach((name, value) -> Template.requireKnownSecrets("headers." + name, value, secrets));
        if (body != null) {
            Template.requireKnownSecrets("body", body, secrets);
        }
    }

    /** The URL with the gaps filled by something, to see whether it may be called at all. */
    String exampleUrl() {
        return url.replaceAll("\\{[^}]*}", "x");
    }

    @Override
    public Map<String, String> headers() {
        return Objects.requireNonNull(headers);
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException where a header would hold what no header may
     */
    Request request(Map<String, String> values) {
        Map<String, String> filled = new HashMap<>();
        headers().forEach((name, value) -> filled.put(name, Template.fill(value, values, Template::header)));
        String type = Objects.requireNonNull(contentType);
        String text = body == null ? null : Template.fill(body, values, Template.body(type));
        return new Request(
                Objects.requireNonNull(method),
                Template.fill(url, values, Template::url),
                filled,
                text == null ? null : type,
                text);
    }

    /** What an answer says about that delivery. */
    Meaning meaningOf(Answer answer, String deliveryId) {
        JsonNode told = itemOf(parse(answer.body()), deliveryId);
        if (items != null && told.isMissingNode() && answer.isSuccess()) {
            return Meaning.UNKNOWN;
        }
        return answers.stream()
                .filter(rule -> rule.fits(answer.status(), told))
                .findFirst()
                .map(AnswerRule::means)
                .orElse(answer.status() == TOO_MANY_REQUESTS ? Meaning.NOT_SENT : Meaning.UNKNOWN);
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode parsed = JSON.readTree(body);
            return parsed == null ? MissingNode.getInstance() : parsed;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // cut off, or no JSON
        }
    }

    private JsonNode itemOf(JsonNode body, String deliveryId) {
        if (items == null || id == null) {
            return body;
        }
        for (JsonNode item : body.at(items)) {
            if (item.at(id).asText().equals(deliveryId)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }
}
