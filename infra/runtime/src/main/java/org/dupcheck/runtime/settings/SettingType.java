package org.dupcheck.runtime.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a setting's text may be, and which value it stands for.
 *
 * @param unit what a value counts, for people; empty where that is plain
 * @param expected what a text must look like, for the message about one that does not
 * @param parser throws {@link IllegalArgumentException} where the text is no value, or one out of range
 * @param printer the inverse of the parser
 * @param masked whether values are masked wherever they are printed
 */
public record SettingType<T>(
        String unit, String expected, Function<String, T> parser, Function<T, String> printer, boolean masked) {
    /** What is printed for a secret that is set. */
    public static final String MASK = "********";

    /** Any text; the empty one means not set. */
    public static SettingType<String> text() {
        return new SettingType<>("", "text", Function.identity(), Function.identity(), false);
    }

    /** A text that is never printed. */
    public static SettingType<String> secret() {
        return new SettingType<>("", "text", Function.identity(), Function.identity(), true);
    }

    /** A whole number from {@code min} to {@code max}. */
    public static SettingType<Integer> integer(int min, int max, String unit) {
        return new SettingType<>(
                unit,
                "a whole number from " + min + " to " + max,
                text -> within(Integer.valueOf(text.trim()), min, max),
                String::valueOf,
                false);
    }

    /** A number from {@code min} to {@code max}. */
    public static SettingType<Double> decimal(double min, double max, String unit) {
        return new SettingType<>(
                unit,
                "a number from " + min + " to " + max,
                text -> within(Double.valueOf(text.trim()), min, max),
                String::valueOf,
                false);
    }

    /** A length of time such as {@code 250ms}, {@code 10s}, {@code 5m}, {@code 12h} or {@code 30d}. */
    public static SettingType<Duration> duration(Duration min, Duration max) {
        return new SettingType<>(
                "ms, s, m, h or d",
                "a duration such as 250ms, 10s, 5m, 12h or 30d, from " + Durations.print(min) + " to "
                        + Durations.print(max),
                text -> within(Durations.parse(text.trim()), min, max),
                Durations::print,
                false);
    }

    /** {@code true} or {@code false}. */
    public static SettingType<Boolean> bool() {
        return new SettingType<>(
                "",
                "true or false",
                text -> switch (text.trim().toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("neither");
                },
                String::valueOf,
                false);
    }

    /** One of the words, in any case; the value is the word as it is written here. */
    public static SettingType<String> oneOf(String... words) {
        List<String> allowed = List.of(words);
        return new SettingType<>(
                "",
                "one of " + String.join(", ", allowed),
                text -> allowed.stream()
                        .filter(word -> word.equalsIgnoreCase(text.trim()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("none of them")),
                Function.identity(),
                false);
    }

    /** The value as it may be shown. */
    String show(T value) {
        String text = printer.apply(value);
        return masked && !text.isEmpty() ? MASK : text;
    }

    private static <C extends Comparable<C>> C within(C value, C min, C max) {
        // a NaN compares as greater than every number
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }
}
