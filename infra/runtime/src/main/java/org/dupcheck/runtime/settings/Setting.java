package org.dupcheck.runtime.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One key of the settings: what it may be, what it is unless set, and what it means.
 *
 * @param key lower-case words, separated by dots and dashes, such as {@code dupcheck.check.workers}
 * @param unit what a value counts, for people; empty where that is plain
 * @param expected what a value must look like, for the message about one that does not
 * @param parser throws {@link IllegalArgumentException} where the text is no value, or one out of range
 * @param printer the inverse of the parser
 * @param secret whether values are masked wherever they are printed
 */
public record Setting<T>(
        String key,
        T defaultValue,
        String unit,
        String description,
        String expected,
        Function<String, T> parser,
        Function<T, String> printer,
        boolean secret) {
    /** What is printed for a secret that is set. */
    public static final String MASK = "********";

    private static final java.util.regex.Pattern KEY =
            java.util.regex.Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");

    public Setting {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("key " + key + ": lower-case words with dots and dashes expected");
        }
    }

    /** Any text; the empty one means not set. */
    public static Setting<String> text(String key, String defaultValue, String description) {
        return new Setting<>(
                key, defaultValue, "", description, "text", Function.identity(), Function.identity(), false);
    }

    /** A text that is never printed. */
    public static Setting<String> secret(String key, String description) {
        return new Setting<>(key, "", "", description, "text", Function.identity(), Function.identity(), true);
    }

    /** A whole number from {@code min} to {@code max}. */
    public static Setting<Integer> integer(
            String key, int defaultValue, int min, int max, String unit, String description) {
        return new Setting<>(
                key,
                defaultValue,
                unit,
                description,
                "a whole number from " + min + " to " + max,
                text -> within(Integer.valueOf(text.trim()), min, max),
                String::valueOf,
                false);
    }

    /** A whole number from {@code min} to {@code max}. */
    public static Setting<Long> wholeNumber(
            String key, long defaultValue, long min, long max, String unit, String description) {
        return new Setting<>(
                key,
                defaultValue,
                unit,
                description,
                "a whole number from " + min + " to " + max,
                text -> within(Long.valueOf(text.trim()), min, max),
                String::valueOf,
                false);
    }

    /** A number from {@code min} to {@code max}. */
    public static Setting<Double> decimal(
            String key, double defaultValue, double min, double max, String unit, String description) {
        return new Setting<>(
                key,
                defaultValue,
                unit,
                description,
                "a number from " + min + " to " + max,
                text -> within(Double.valueOf(text.trim()), min, max),
                String::valueOf,
                false);
    }

    /** A length of time such as {@code 250ms}, {@code 10s}, {@code 5m}, {@code 12h} or {@code 30d}. */
    public static Setting<Duration> duration(
            String key, Duration defaultValue, Duration min, Duration max, String description) {
        return new Setting<>(
                key,
                defaultValue,
                "ms, s, m, h or d",
                description,
                "a duration such as 250ms, 10s, 5m, 12h or 30d, from " + Durations.print(min) + " to "
                        + Durations.print(max),
                text -> within(Durations.parse(text.trim()), min, max),
                Durations::print,
                false);
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String key, boolean defaultValue, String description) {
        return new Setting<>(
                key,
                defaultValue,
                "",
                description,
                "true or false",
                text -> switch (text.trim().toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("neither");
                },
                String::valueOf,
                false);
    }

    /** One of an enum's constants, in any case. */
    public static <E extends Enum<E>> Setting<E> choice(String key, E defaultValue, String description) {
        Class<E> type = defaultValue.getDeclaringClass();
        String names = Arrays.stream(type.getEnumConstants())
                .map(Setting::name)
                .collect(Collectors.joining(", ", "one of ", ""));
        return new Setting<>(
                key,
                defaultValue,
                "",
                description,
                names,
                text -> Enum.valueOf(type, text.trim().toUpperCase(Locale.ROOT).replace('-', '_')),
                Setting::name,
                false);
    }

    /** Texts separated by commas; empty ones are left out. */
    public static Setting<List<String>> list(String key, List<String> defaultValue, String description) {
        return new Setting<>(
                key,
                List.copyOf(defaultValue),
                "separated by commas",
                description,
                "texts separated by commas",
                text -> Arrays.stream(text.split(",", -1))
                        .map(String::trim)
                        .filter(item -> !item.isEmpty())
                        .toList(),
                items -> String.join(",", items),
                false);
    }

    /** The environment variable of the same meaning: upper-case, words separated by underscores. */
    public String variable() {
        return variable(key);
    }

    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The value as it may be shown. */
    String show(T value) {
        String text = printer.apply(value);
        return secret && !text.isEmpty() ? MASK : text;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <C extends Comparable<C>> C within(C value, C min, C max) {
        // a NaN compares as greater than every number
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }
}
