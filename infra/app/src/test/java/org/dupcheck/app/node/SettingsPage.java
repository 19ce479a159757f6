package org.dupcheck.app.node;

import java.util.List;
import java.util.Map;
import org.dupcheck.runtime.settings.SettingsReader;

/** docs/settings.md, made from the settings themselves. */
final class SettingsPage {
    /** Defaults that are not the same on every machine. */
    private static final Map<String, String> MACHINES_OWN =
            Map.of("dupcheck.notifier.workers", "one a processor, 2 at least");

    private static final String HEAD = """
            # Settings

            A setting is given in a file of the form `key=value` (`./dupcheck serve --config FILE`), by an environment
            variable (`DUPCHECK_CHECK_WORKERS` for `dupcheck.check.workers`) or by an option of the command line. The later
            of these wins. An unknown key or variable stops the start, and the message says which one was probably meant.
            `./dupcheck doctor` prints the values in force and where each comes from.

            A duration is a whole number and a unit: `250ms`, `10s`, `5m`, `12h` or `30d`. A test makes this page from the code
            and compares.

            | setting | default | may be | meaning |
            |---|---|---|---|
            """;

    private SettingsPage() {}

    static String of(List<SettingsReader.Line> settings) {
        StringBuilder page = new StringBuilder(HEAD);
        for (SettingsReader.Line line : settings) {
            String value = MACHINES_OWN.getOrDefault(line.key(), line.defaultValue());
            page.append("| `%s` | %s | %s | %s%s |\n"
                    .formatted(
                            line.key(),
                            value.isEmpty() ? "" : MACHINES_OWN.containsKey(line.key()) ? value : "`" + value + "`",
                            line.expected().replace(" such as 250ms, 10s, 5m, 12h or 30d,", ""),
                            line.unit().isEmpty() || line.expected().startsWith("a duration") ? "" : line.unit() + " ",
                            line.description()));
        }
        return page.toString();
    }
}
