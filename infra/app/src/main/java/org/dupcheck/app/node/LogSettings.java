package org.dupcheck.app.node;

import java.util.List;
import java.util.Locale;

/**
 * What a node logs where. Levels are OFF, ERROR, WARN, INFO, DEBUG or TRACE.
 *
 * @param level the least that dupcheck itself writes into the log
 * @param consoleLevel the least of it that the console shows
 * @param json whether the console shows JSON, an event a line as in the file, and no text
 * @param kafkaLevel the least that Kafka's clients write
 */
public record LogSettings(String level, String consoleLevel, boolean json, String kafkaLevel) {
    private static final List<String> LEVELS = List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");
    private static final List<String> FORMATS = List.of("text", "json");

    static LogSettings of(String level, String consoleLevel, String format, String kafkaLevel) {
        return new LogSettings(
                level(DupcheckSettings.LOG_LEVEL.key(), level),
                level(DupcheckSettings.LOG_CONSOLE_LEVEL.key(), consoleLevel),
                one(DupcheckSettings.LOG_CONSOLE_FORMAT.key(), format.toLowerCase(Locale.ROOT), FORMATS)
                        .equals("json"),
                level(DupcheckSettings.LOG_KAFKA_LEVEL.key(), kafkaLevel));
    }

    private static String level(String key, String value) {
        return one(key, value.toUpperCase(Locale.ROOT), LEVELS);
    }

    private static String one(String key, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException(key + ": one of " + String.join(", ", allowed) + " expected");
        }
        return value;
    }
}
