package org.dupcheck.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dupcheck.app.DeploymentFiles;
import org.dupcheck.contract.Topics;
import org.junit.jupiter.api.Test;

/** What the container, the compose file, the unit and their page say to a node is what a node understands. */
class DeploymentFilesTest {
    private static final Pattern KEY = Pattern.compile("`(dupcheck\\.[a-z-]+(?:\\.[a-z-]+)*)");

    /** What looks like a key of a setting in the page and is the name of a file. */
    private static final List<String> FILES = List.of("dupcheck.service", "dupcheck.env", "dupcheck.jar");

    @Test
    void everyVariableIsASetting() throws IOException {
        List<String> known = new ArrayList<>(NodeSettings.OTHER_VARIABLES);
        defaults().describe().forEach(setting -> known.add(setting.variable()));
        for (String file : DeploymentFiles.ALL) {
            assertThat(known).as(file).containsAll(DeploymentFiles.variables(file));
        }
        assertThat(DeploymentFiles.variables(DeploymentFiles.COMPOSE)).isNotEmpty();
    }

    @Test
    void everyKeyOfThePageIsASettingOrATopic() throws IOException {
        List<String> known = new ArrayList<>(FILES);
        defaults().describe().forEach(setting -> known.add(setting.key()));
        new Topics().all().forEach(topic -> known.add(topic.name()));
        assertThat(KEY.matcher(DeploymentFiles.read(DeploymentFiles.PAGE))
                        .results()
                        .map(match -> match.group(1)))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void aNodeTakesTheValuesAsTheyAre() throws IOException {
        NodeSettings unit = settings(DeploymentFiles.UNIT_SETTINGS);
        assertThat(unit.hasOutsideKafka()).isTrue();
        assertThat(unit.hasOutsideDatabase()).isTrue();

        NodeSettings compose = settings(DeploymentFiles.COMPOSE);
        String file = DeploymentFiles.read(DeploymentFiles.COMPOSE);
        for (String server : compose.bootstrapServers().split(",", -1)) {
            assertThat(file).contains("\n  " + server.split(":", -1)[0] + ":\n");
        }
        assertThat(compose.topicSpecs())
                .allMatch(topic ->
                        topic.replicationFactor() == compose.bootstrapServers().split(",").length);
        assertThat(file).contains("KAFKA_MIN_INSYNC_REPLICAS: 2\n");
    }

    @Test
    void theImageOpensThePortsThatItsNodeListensOnAndAsksTheOneForHealth() throws IOException {
        NodeSettings settings = settings(DeploymentFiles.CONTAINERFILE);
        int management = settings.managementPort();
        assertThat(DeploymentFiles.read(DeploymentFiles.CONTAINERFILE))
                .contains("EXPOSE " + settings.http().port() + " " + management + "\n")
                .contains("VOLUME " + settings.dataDirectory() + "\n");
        assertThat(DeploymentFiles.read("infra/deploy/health"))
                .contains("${DUPCHECK_HTTP_MANAGEMENT_PORT:-" + management + "}");
        assertThat(DeploymentFiles.read(DeploymentFiles.COMPOSE)).contains(":" + settings.dataDirectory() + "\"]");
    }

    @Test
    void nobodyKillsANodeThatIsStillEndingItsWork() throws IOException {
        NodeSettings settings = defaults();
        // one role after the other, and two listeners of HTTP
        Duration stop = settings.check()
                .consume()
                .drainTimeout()
                .multipliedBy(Role.values().length - 1L)
                .plus(settings.http().shutdownTimeout().multipliedBy(2));
        for (Pattern grace : List.of(
                Pattern.compile("(?m)^TimeoutStopSec=(\\d+)$"),
                Pattern.compile("(?s)x-dupcheck.*?stop_grace_period: (\\d+)s\n"))) {
            String files = DeploymentFiles.read(DeploymentFiles.UNIT) + DeploymentFiles.read(DeploymentFiles.COMPOSE);
            assertThat(grace.matcher(files).results().map(match -> Duration.ofSeconds(Long.parseLong(match.group(1)))))
                    .as(grace.pattern())
                    .isNotEmpty()
                    .allMatch(time -> time.compareTo(stop) > 0);
        }
    }

    @Test
    void noFileHoldsASecret() throws IOException {
        for (String file : DeploymentFiles.ALL) {
            assertThat(DeploymentFiles.settings(file)).as(file).doesNotContainKey("DUPCHECK_DATABASE_PASSWORD");
            assertThat(DeploymentFiles.read(file))
                    .as(file)
                    .doesNotContainPattern("jdbc:postgresql:[^\\s'\"]*password=");
        }
    }

    private static NodeSettings defaults() {
        return NodeSettings.load(null, Map.of(), Map.of());
    }

    private static NodeSettings settings(String file) throws IOException {
        Map<String, String> values = new HashMap<>(DeploymentFiles.settings(file));
        assertThat(values).as(file).isNotEmpty();
        values.remove("DUPCHECK_KAFKA_PROPERTIES_FILE"); // is not there
        return NodeSettings.load(null, values, Map.of());
    }
}
