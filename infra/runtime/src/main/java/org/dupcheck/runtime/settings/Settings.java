package org.dupcheck.runtime.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values of all known settings, and where each came from. Immutable.
 *
 * <p>In rising precedence: the default, a properties file, the environment, and what is given explicitly (command line,
 * system properties). What is not known fails, so that a slip of the pen is not a setting silently left at its default.
 */
public final class Settings {
    /** Where a value comes from when nobody set it. */
    public static final String DEFAULT_SOURCE = "default";

    private final Map<String, Setting<?>> known;
    private final Map<String, Object> values;
    private final Map<String, String> sources;

    private Settings(Map<String, Setting<?>> known, Map<String, Object> values, Map<String, String> sources) {
        this.known = known;
        this.values = values;
        this.sources = sources;
    }

    /** @throws IllegalArgumentException where two of the settings share a key or a variable */
    public static Builder of(Collection<Setting<?>> known) {
        return new Builder(known);
    }

    /** @throws IllegalArgumentException where the setting is not one of those known */
    @SuppressWarnings("unchecked") // the value under a setting's key came from that setting's parser
    public <T> T get(Setting<T> setting) {
        if (!setting.equals(known.get(setting.key()))) {
            throw new IllegalArgumentException("setting " + setting.key() + " is not among the known ones");
        }
        Object value = values.get(setting.key());
        return value == null ? setting.defaultValue() : (T) value;
    }

    /** Every setting in the order in which they were declared. */
    public List<Line> describe() {
        return known.values().stream().map(this::line).toList();
    }

    private <T> Line line(Setting<T> setting) {
        return new Line(
                setting.key(),
                setting.show(get(setting)),
                setting.show(setting.defaultValue()),
                setting.unit(),
                sources.getOrDefault(setting.key(), DEFAULT_SOURCE),
                setting.variable(),
                setting.description());
    }

    /** One setting for people; secrets are masked. */
    public record Line(
            String key,
            String value,
            String defaultValue,
            String unit,
            String source,
            String variable,
            String description) {}

    /** Takes the sources in any order, then resolves. */
    public static final class Builder {
        private final Map<String, Setting<?>> known = new LinkedHashMap<>();
        private final Map<String, String> keysByVariable = new HashMap<>();
        private final Map<String, String> file = new TreeMap<>();
        private final Map<String, String> environment = new TreeMap<>();
        private final Map<String, String> explicit = new TreeMap<>();
        private final List<String> faults = new ArrayList<>();
        private String fileName = "";

        private Builder(Collection<Setting<?>> settings) {
            for (Setting<?> setting : settings) {
                if (known.put(setting.key(), setting) != null
                        || keysByVariable.put(setting.variable(), setting.key()) != null) {
                    throw new IllegalArgumentException("two settings are called " + setting.key());
                }
            }
        }

        /** A properties file in UTF-8, which must exist. */
        public Builder file(Path path) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                faults.add("settings file " + path + ": cannot be read (" + e + ")");
            }
            fileName = "file " + path.getFileName();
            properties.stringPropertyNames().forEach(key -> file.put(key, properties.getProperty(key)));
            return this;
        }

        /**
         * The variables that begin with the prefix; others are somebody else's.
         *
         * @param prefix such as {@code DUPCHECK_}
         * @param others variables under the prefix that are no settings
         */
        public Builder environment(Map<String, String> variables, String prefix, Set<String> others) {
            variables.forEach((variable, value) -> {
                if (variable.startsWith(prefix) && !others.contains(variable)) {
                    environment.put(variable, value);
                }
            });
            return this;
        }

        /** Of the system properties those that are known settings; all others are the JVM's or somebody else's. */
        public Builder systemProperties(Properties properties) {
            for (String key : known.keySet()) {
                String value = properties.getProperty(key);
                if (value != null) {
                    explicit.put(key, value);
                }
            }
            return this;
        }

        /** What was given on the command line or by the program. Wins over all else; may be called repeatedly. */
        public Builder explicit(Map<String, String> given) {
            explicit.putAll(given);
            return this;
        }

        /** @throws SettingsException with everything that is at fault */
        public Settings resolve() {
            Map<String, Object> values = new HashMap<>();
            Map<String, String> sources = new HashMap<>();
            file.forEach((key, value) -> take(key, value, fileName, values, sources));
            environment.forEach((variable, value) -> {
                String key = keysByVariable.get(variable);
                if (key == null) {
                    faults.add("unknown environment variable " + variable
                            + Nearest.suggestion(variable, keysByVariable.keySet()));
                } else {
                    take(key, value, "environment " + variable, values, sources);
                }
            });
            explicit.forEach((key, value) -> take(key, value, "given", values, sources));
            if (!faults.isEmpty()) {
                throw new SettingsException(faults);
            }
            return new Settings(new LinkedHashMap<>(known), values, sources);
        }

        private void take(
                String key, String text, String source, Map<String, Object> values, Map<String, String> sources) {
            Setting<?> setting = known.get(key);
            if (setting == null) {
                faults.add("unknown setting " + key + " (" + source + ")" + Nearest.suggestion(key, known.keySet()));
                return;
            }
            try {
                values.put(key, setting.parser().apply(text));
                sources.put(key, source);
            } catch (IllegalArgumentException e) {
                String shown = setting.secret() ? Setting.MASK : text;
                faults.add(
                        "setting " + key + " (" + source + ") is '" + shown + "': " + setting.expected() + " expected");
            }
        }
    }
}
