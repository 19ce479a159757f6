package org.dupcheck.dist.command;

import java.nio.file.Path;

/**
 * Says, before the first logger is made, where the log goes: see log4j2.xml and log4j2-node.xml. Where logging has begun
 * already, as in tests, nothing changes.
 */
final class Logging {
    /** The least level of our own that the console shows. */
    static final String CONSOLE = "dupcheck.log.console";

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

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
