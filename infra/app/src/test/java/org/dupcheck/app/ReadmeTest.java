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
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.app.command.DupcheckCommand;
import org.dupcheck.app.node.NodeSettings;
import org.junit.jupiter.api.Test;

/** What the README says is what there is, in both languages. */
class ReadmeTest {
    private static final Path ROOT = root();
    private static final Pattern HEADING = Pattern.compile("^(#+) .*", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("(?:^|[^\\w/])\\./dupcheck ([a-z]+)((?: [^\\n`\\\\]*)?)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z]+");
    private static final Pattern VARIABLE = Pattern.compile("DUPCHECK_[A-Z_]+[A-Z]");

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.zh-CN.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    @Test
    void bothLanguagesHaveTheSameHeadingsAndTheSameCode() throws IOException {
        String english = read("README.md");
        String chinese = read("README.zh-CN.md");
        assertThat(headingLevels(chinese)).isEqualTo(headingLevels(english));
        assertThat(code(chinese)).isEqualTo(code(english)).isNotEmpty();
    }

    private static List<String> headingLevels(String text) {
        String withoutCode = CODE.matcher(text).replaceAll("");
        return HEADING.matcher(withoutCode)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Comments may be in the language of the page. */
    private static List<String> code(String text) {
        return CODE.matcher(text)
                .results()
                .map(match -> match.group(1) + "\n" + match.group(2).replaceAll("(?m)\\s*(//|#) .*$", ""))
                .toList();
    }

    @Test
    void everyCommandAndOptionOfTheReadmeIsInTheHelp() throws IOException {
        String readme = read("README.md");
        Matcher commands = COMMAND.matcher(readme);
        TreeSet<String> named = new TreeSet<>();
        while (commands.find()) {
            String command = commands.group(1);
            named.add(command);
            if (command.equals("bench")) {
                continue; // its options are its own jar's
            }
            String help = help(
                    command.equals("corpus")
                            ? List.of("corpus", commands.group(2).strip().split(" ", 2)[0], "--help")
                            : List.of(command, "--help"));
            Matcher options = OPTION.matcher(commands.group(2));
            while (options.find()) {
                assertThat(help).as("help of " + command).contains(options.group());
            }
        }
        String help = help(List.of("--help"));
        assertThat(named)
                .as("commands that the README names")
                .containsExactly("bench", "check", "corpus", "demo", "doctor", "serve")
                .allSatisfy(command -> assertThat(help).contains("  " + command));
    }

    private static String help(List<String> arguments) {
        StringWriter out = new StringWriter();
        assertThat(DupcheckCommand.run(
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        Map.of(),
                        arguments.toArray(String[]::new)))
                .isZero();
        return out.toString();
    }

    @Test
    void everyVariableOfTheReadmeIsASetting() throws IOException {
        List<String> known = new ArrayList<>(NodeSettings.OTHER_VARIABLES);
        NodeSettings.load(null, Map.of(), Map.of()).describe().forEach(setting -> known.add(setting.variable()));
        assertThat(VARIABLE.matcher(read("README.md")).results().map(match -> match.group()))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void ciRunsTheVeryCommandsThatTheReadmeNames() throws IOException {
        String readme = read("README.md");
        String script = read(".ci/run");
        assertThat(code(readme)).contains("sh\n./dupcheck demo\n", "sh\nmvn verify\n");
        assertThat(script).containsPattern("(?m)^mvn (-\\S+ )*verify$").containsPattern("(?m)^\\./dupcheck demo$");
        assertThat(Files.isExecutable(ROOT.resolve(".ci/run"))).isTrue();
        assertThat(Files.isExecutable(ROOT.resolve("dupcheck"))).isTrue();
    }
}
