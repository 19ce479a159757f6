package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.oneOf;

import org.dupcheck.runtime.settings.SettingType;
import org.dupcheck.runtime.settings.SettingsReader;

/**
 * What a node logs where. Levels are OFF, ERROR, WARN, INFO, DEBUG or TRACE.
 *
 * @param level the least that dupcheck itself writes into the log
 * @param consoleLevel the least of it that the console shows
 * @param json whether the console shows JSON, an event a line as in the file, and no text
 * @param kafkaLevel the least that Kafka's clients write
 */
public record LogSettings(String level, String consoleLevel, boolean json, String kafkaLevel) {
    private static final SettingType<String> LEVEL = oneOf("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

    static LogSettings read(SettingsReader in) {
        return new LogSettings(
                in.read(
                        "dupcheck.log.level",
                        "INFO",
                        LEVEL,
                        "the least that dupcheck writes into the log: ERROR, WARN, INFO, DEBUG or OFF"),
                in.read("dupcheck.log.console-level", "WARN", LEVEL, "the least of it that serve shows on its console"),
                in.read(
                                "dupcheck.log.console-format",
                                "text",
                                oneOf("text", "json"),
                                "text, or json: an event a line, as in the file")
                        .equals("json"),
                in.read(
                        "dupcheck.log.kafka-level",
                        "ERROR",
                        LEVEL,
                        "the least that Kafka's clients write; at WARN an outage is many lines"));
    }
}
