package org.dupcheck.sms.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dupcheck.notifier.sms.port.GatewayEntry;

/**
 * Templates that a provider has approved. Providers in China send no free text: a message names a template and the values of its
 * variables. So an entry repeats the contents of its templates, and the first one that a message's text fits is taken, with the
 * values that make the very same text of it. A template for each kind and language follows from that, without a word about either.
 */
public final class Templates {
    private static final String ELLIPSIS = "…";
    private static final int MAX_VALUE_LENGTH = 1_000;

    private final List<Template> templates;
    private final int valueLength;

    private Templates(List<Template> templates, int valueLength) {
        this.templates = templates;
        this.valueLength = valueLength;
    }

    /**
     * Reads {@code templates} and {@code valueLength} of an entry.
     *
     * @param gap how the provider writes a variable; its group 1 is the variable's name
     * @throws IllegalArgumentException whose message begins with the field's name
     */
    public static Templates read(GatewayEntry entry, Pattern gap) {
        List<Template> templates = new ArrayList<>();
        for (GatewayEntry part : entry.entries("templates")) {
            String code = part.text("code");
            String content = part.text("content");
            try {
                templates.add(Template.parse(code, content, gap));
            } catch (IllegalArgumentException e) {
                throw part.fault("content", String.valueOf(e.getMessage()));
            }
        }
        return new Templates(templates, entry.number("valueLength", 2, MAX_VALUE_LENGTH, MAX_VALUE_LENGTH));
    }

    /**
     * A template with its values.
     *
     * @param names of its variables, in their order
     * @param values of each; none is longer than the entry says
     */
    public record Filled(String code, List<String> names, List<String> values) {}

    /** Empty where the text fits no template. */
    public Optional<Filled> fill(String text) {
        for (Template template : templates) {
            Optional<List<String>> values = template.match(text);
            if (values.isPresent()) {
                List<String> cut = values.get().stream().map(this::cut).toList();
                return Optional.of(new Filled(template.code(), template.names(), cut));
            }
        }
        return Optional.empty();
    }

    /** Providers turn away longer values; what is cut off is told on the site. */
    private String cut(String value) {
        if (value.length() <= valueLength) {
            return value;
        }
        int end = valueLength - ELLIPSIS.length();
        return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end) + ELLIPSIS;
    }
}
