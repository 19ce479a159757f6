package org.dupcheck.runtime.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dupcheck.runtime.failure.Reason;

/**
 * Reads settings. A setting is declared where it is read, and nowhere else: {@link #read} takes its key, default, type
 * and description, and returns the value. {@link #finish} then knows all settings that there are. It fails where
 * something else was given, so that a misspelt key is not a setting silently left at its default.
 *
 * <p>Add the sources first: a later one wins over those before it. A value that is not allowed is noted, and the default
 * is returned in its place, so that {@link #finish} can name every fault at once. Not thread-safe.
 */
public final class SettingsReader {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");
    private static final String DEFAULT_SOURCE = "default";

    private final List<Given> given = new ArrayList<>();
    private final Map<String, String> keysByVariable = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** What a source says. The name is a key, or that of an environment variable. */
    private record Given(String name, boolean variable, String text, String source) {}

    /** One setting for people; a secret is masked. */
    public record Line(
            String key,
            String value,
            String defaultValue,
            String unit,
            String expected,
            String source,
            String variable,
            String description) {

        /** Whether nobody set it. */
        public boolean isDefault() {
            return source.equals(DEFAULT_SOURCE);
        }
    }

    /** Adds a properties file in UTF-8, which must exist. */
    public SettingsReader file(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            faults.add("settings file " + path + ": cannot be read (" + Reason.of(e) + ")");
        }
        new TreeMap<>(properties)
                .forEach((key, text) ->
                        given.add(new Given(key.toString(), false, text.toString(), "file " + path.getFileName())));
        return this;
    }

    /**
     * Adds the variables that begin with the prefix; others are somebody else's.
     *
     * @param prefix such as {@code DUPCHECK_}
     * @param others variables under the prefix that are no settings
     */
    public SettingsReader environment(Map<String, String> variables, String prefix, Set<String> others) {
        new TreeMap<>(variables).forEach((name, text) -> {
            if (name.startsWith(prefix) && !others.contains(name)) {
                given.add(new Given(name, true, text, "environment " + name));
            }
        });
        return this;
    }

    /** Adds what was given on the command line or by the program, by key. */
    public SettingsReader explicit(Map<String, String> values) {
        new TreeMap<>(values).forEach((key, text) -> given.add(new Given(key, false, text, "given")));
        return this;
    }

    /**
     * Declares a setting and returns its value.
     *
     * @param key lower-case words, separated by dots and dashes, such as {@code dupcheck.check.workers}; the environment
     *     variable is the same in upper case with underscores
     * @param description what it means, for people
     * @throws IllegalArgumentException where the key has another form, or was declared before
     */
    public <T> T read(String key, T defaultValue, SettingType<T> type, String description) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("key " + key + ": lower-case words with dots and dashes expected");
        }
        String variable = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        if (keysByVariable.put(variable, key) != null) {
            throw new IllegalArgumentException("two settings are called " + key);
        }
        T value = defaultValue;
        String source = DEFAULT_SOURCE;
        for (Given one : given) {
            if (one.name().equals(one.variable() ? variable : key)) {
                try {
                    value = type.parser().apply(one.text());
                    source = one.source();
                } catch (IllegalArgumentException e) {
                    faults.add("setting " + key + " (" + one.source() + ") is '"
                            + (type.masked() ? SettingType.MASK : one.text()) + "': " + type.expected() + " expected");
                }
            }
        }
        lines.add(new Line(
                key,
                type.show(value),
                type.show(defaultValue),
                type.unit(),
                type.expected(),
                source,
                variable,
                description));
        return value;
    }

    /**
     * Ends the reading.
     *
     * @return every setting in the order in which they were read
     * @throws SettingsException with everything that is at fault
     */
    public List<Line> finish() {
        for (Given one : given) {
            if (one.variable() && !keysByVariable.containsKey(one.name())) {
                faults.add("unknown environment variable " + one.name()
                        + Nearest.suggestion(one.name(), keysByVariable.keySet()));
            } else if (!one.variable() && !keysByVariable.containsValue(one.name())) {
                faults.add("unknown setting " + one.name() + " (" + one.source() + ")"
                        + Nearest.suggestion(one.name(), keysByVariable.values()));
            }
        }
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        return List.copyOf(lines);
    }

    /** The failure where values do not fit together; what is at fault by itself is named in its place. */
    public SettingsException conflict(String message) {
        return new SettingsException(faults.isEmpty() ? List.of(message) : faults);
    }
}
