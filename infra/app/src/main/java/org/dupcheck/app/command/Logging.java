package org.dupcheck.app.command;

import java.nio.file.Path;
import org.dupcheck.app.node.LogSettings;

/**
 * Says, before the first logger is made, where the log goes: see log4j2.xml and log4j2-node.xml. Where logging has begun
 * already, as in tests, nothing changes.
 */
final class Logging {
    /** The least level of our own that the console shows. */
    static final String CONSOLE = "dupcheck.log.console";

    private static final String CONSOLE_JSON = "dupcheck.log.console.json";
    private static final String LIBRARIES = "dupcheck.log.libraries";
    private static final String LIBRARIES_JSON = "dupcheck.log.libraries.json";
    private static final String FILE = "dupcheck.log.file";
    private static final String KAFKA = "dupcheck.log.kafka";
    private static final String FOLDER = "dupcheck.log.folder";
    private static final String CONFIGURATION = "log4j2.configurationFile";

    private Logging() {}

    /**
     * A node's log goes to {@code logs/dupcheck.json} within the folder.
     *
     * @param consoleLevel what the console shows besides, unless asked for otherwise; OFF for nothing
     */
    static void toFile(Path folder, String consoleLevel) {
        setIfAbsent(FOLDER, folder.resolve("logs").toString());
        setIfAbsent(CONFIGURATION, "log4j2-node.xml");
        setIfAbsent(CONSOLE, consoleLevel);
    }

    /** As {@link #toFile(Path, String)}, as a node's settings say. */
    static void toFile(Path folder, LogSettings settings) {
        setIfAbsent(FILE, settings.level());
        setIfAbsent(KAFKA, settings.kafkaLevel());
        if (settings.json()) {
            String level = System.getProperty(CONSOLE, settings.consoleLevel()); // --verbose has set it already
            setIfAbsent(CONSOLE_JSON, level);
            setIfAbsent(LIBRARIES_JSON, level.equals("OFF") ? "OFF" : "ERROR");
            System.setProperty(CONSOLE, "OFF");
            System.setProperty(LIBRARIES, "OFF");
        }
        toFile(folder, settings.consoleLevel());
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
