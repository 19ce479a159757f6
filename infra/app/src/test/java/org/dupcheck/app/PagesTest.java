package org.dupcheck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.app.command.DupcheckCommand;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.node.StopSignals;
import org.dupcheck.store.workorders.Transitions;
import org.junit.jupiter.api.Test;

/** What the pages link to and name is there. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern COMMAND = Pattern.compile("(?:^|[^\\w/])\\./dupcheck ([a-z]+)((?: [^\\n`\\\\]*)?)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z]+(?:-[a-z]+)*");
    private static final Pattern VARIABLE = Pattern.compile("DUPCHECK_[A-Z_]+[A-Z]");

    private static final String GROUPS = "log|topics|database|http|gateway|retry|retention|check|corpus-sync|notifier";

    /** Topics and system properties have fewer dots, or are none of these groups. */
    private static final Pattern SETTING = Pattern.compile("`(dupcheck\\.(?:" + GROUPS + ")\\.[a-z.-]*[a-z])`");

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path page : MarkdownPages.all()) {
            for (MatchResult link : LINK.matcher(MarkdownPages.withoutCode(Files.readString(page)))
                    .results()
                    .toList()) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*")) {
                    links++;
                    if (!leadsSomewhere(page, target)) {
                        dead.add(MarkdownPages.ROOT.relativize(page) + " → " + target);
                    }
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(links).as("links looked at").isGreaterThan(50);
    }

    private static boolean leadsSomewhere(Path page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length == 1
                        || MarkdownPages.anchors(Files.readString(file)).contains(parts[1]));
    }

    @Test
    void theDiagramOfWorkOrdersIsThatOfTheCode() throws IOException {
        assertThat(Files.readString(MarkdownPages.ROOT.resolve("docs/states.md")))
                .contains("```mermaid\n" + Transitions.diagram() + "```");
    }

    @Test
    void everyCommandAndOptionIsInTheHelp() throws IOException {
        String commands = help(List.of("--help"));
        Set<String> named = new TreeSet<>();
        for (Path page : MarkdownPages.all()) {
            Matcher command = COMMAND.matcher(Files.readString(page));
            while (command.find()) {
                named.add(command.group(1));
                assertThat(commands).as("commands, for " + page).contains("  " + command.group(1));
                checkOptions(page, command.group(1), command.group(2));
            }
        }
        assertThat(named).contains("bench", "check", "corpus", "demo", "doctor", "serve");
    }

    /** Those of bench are its own jar's. */
    private static void checkOptions(Path page, String command, String arguments) {
        if (command.equals("bench")) {
            return;
        }
        String sub = arguments.strip().split("[^a-z]", 2)[0];
        List<String> words = new ArrayList<>(List.of(command));
        if (List.of("corpus", "policy", "keys").contains(command)) {
            words.add(sub);
        }
        if (sub.equals("template")) {
            words.add("add");
        }
        words.add("--help");
        String help = help(words);
        OPTION.matcher(arguments)
                .results()
                .forEach(option -> assertThat(help)
                        .as("help of " + command + " " + sub + ", for " + page)
                        .contains(option.group()));
    }

    private static String help(List<String> arguments) {
        StringWriter out = new StringWriter();
        assertThat(DupcheckCommand.run(
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        Map.of(),
                        StopSignals.byHand(),
                        arguments.toArray(String[]::new)))
                .isZero();
        return out.toString();
    }

    @Test
    void everySettingAndVariableIsThere() throws IOException {
        List<String> keys = new ArrayList<>();
        List<String> variables = new ArrayList<>(NodeSettings.OTHER_VARIABLES);
        NodeSettings.load(null, Map.of(), Map.of()).describe().forEach(setting -> {
            keys.add(setting.key());
            variables.add(setting.variable());
        });
        List<String> named = new ArrayList<>();
        for (Path page : MarkdownPages.all()) {
            String text = Files.readString(page);
            SETTING.matcher(text).results().forEach(setting -> {
                named.add(setting.group(1));
                assertThat(keys).as("settings, for " + page).contains(setting.group(1));
            });
            VARIABLE.matcher(text)
                    .results()
                    .forEach(variable ->
                            assertThat(variables).as("variables, for " + page).contains(variable.group()));
        }
        assertThat(named).contains("dupcheck.check.least-tokens");
    }
}
