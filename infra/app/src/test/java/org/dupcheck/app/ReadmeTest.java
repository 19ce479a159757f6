package org.dupcheck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dupcheck.app.node.NodeSettings;
import org.junit.jupiter.api.Test;

/** The README says the same in both languages, and CI runs what it says. */
class ReadmeTest {
    private static final Pattern HEADING = Pattern.compile("^(#+) .*", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static final Pattern VARIABLE = Pattern.compile("^(DUPCHECK_\\w+)='?([^'\\s]+)'?", Pattern.MULTILINE);

    private static final String ENGLISH = "README.md";
    private static final String CHINESE = "README.zh-CN.md";

    @Test
    void bothLanguagesHaveTheSameHeadingsTheSameCodeAndTheSameLinks() throws IOException {
        String english = MarkdownPages.read(ENGLISH);
        String chinese = MarkdownPages.read(CHINESE);
        assertThat(headingLevels(chinese)).isEqualTo(headingLevels(english));
        assertThat(code(chinese)).isEqualTo(code(english)).isNotEmpty();
        assertThat(links(chinese, ENGLISH)).isEqualTo(links(english, CHINESE)).isNotEmpty();
    }

    private static List<String> headingLevels(String text) {
        return HEADING.matcher(MarkdownPages.withoutCode(text))
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

    /** But that to the other language; sentences may name them in another order, and anchors are headings. */
    private static List<String> links(String text, String otherLanguage) {
        return LINK.matcher(text)
                .results()
                .map(match -> match.group(1).replaceAll("#.*", ""))
                .filter(link -> !link.isEmpty() && !link.equals(otherLanguage))
                .sorted()
                .toList();
    }

    @Test
    void ciRunsTheVeryCommandsThatTheReadmeNames() throws IOException {
        String script = MarkdownPages.read(".ci/run");
        assertThat(code(MarkdownPages.read(ENGLISH))).contains("sh\n./dupcheck demo\n", "sh\nmvn verify\n");
        assertThat(script).containsPattern("(?m)^mvn (-\\S+ )*verify$").containsPattern("(?m)^\\./dupcheck demo$");
        assertThat(Files.isExecutable(MarkdownPages.ROOT.resolve(".ci/run"))).isTrue();
        assertThat(Files.isExecutable(MarkdownPages.ROOT.resolve("dupcheck"))).isTrue();
    }

    /** A node with outside servers and the role gateway starts only where it is said how callers are authenticated. */
    @Test
    void theNodesThatThePagesStartDoStart() throws IOException {
        int found = 0;
        for (String page : List.of(ENGLISH, CHINESE, "docs/operators.md")) {
            for (String code : code(MarkdownPages.read(page))) {
                if (code.contains("./dupcheck serve")) {
                    NodeSettings settings = NodeSettings.load(null, environment(code), Map.of());
                    assertThat(settings.isAuthMissing()).as(page + ": " + code).isFalse();
                    found++;
                }
            }
        }
        assertThat(found).isEqualTo(5);
    }

    private static Map<String, String> environment(String code) {
        return VARIABLE.matcher(code)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
    }
}
