package org.dupcheck.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.check.CheckSettings;
import org.dupcheck.corpussync.CorpusSyncSettings;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.GatewaySettings;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.runtime.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSettingsTest {
    @TempDir
    Path folder;

    /** docs/settings.md lists every setting as it is declared; where it does not, a right one is put under target. */
    @Test
    void everySettingIsDocumented() throws IOException {
        String page =
                SettingsPage.of(NodeSettings.load(null, Map.of(), Map.of()).describe());
        Path proposed = Files.writeString(Path.of("target", "settings.md"), page);
        assertThat(Files.readString(Path.of("..", "..", "docs", "settings.md")))
                .as("copy %s to docs/settings.md where the settings have changed", proposed.toAbsolutePath())
                .isEqualTo(page);
    }

    @Test
    void whatNobodySetsIsTheModulesOwnDefault() {
        NodeSettings settings = NodeSettings.load(null, Map.of(), Map.of());
        assertThat(settings.check()).isEqualTo(CheckSettings.defaults().withIndexDirectory(Path.of("data", "index")));
        assertThat(settings.gateway()).isEqualTo(GatewaySettings.DEFAULT.withAuth(Auth.LOCAL));
        assertThat(settings.corpusSync()).isEqualTo(CorpusSyncSettings.defaults());
        assertThat(settings.notifier()).isEqualTo(NotifierSettings.defaults());
        assertThat(settings.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(settings.hasOutsideKafka()).isFalse();
        assertThat(settings.hasOutsideDatabase()).isFalse();
    }

    @Test
    void samplePeopleAreForATrialWithTheEmbeddedServers() {
        assertThat(auth(Map.of())).isEqualTo(Auth.LOCAL);
        assertThat(auth(Map.of("dupcheck.auth", "keys"))).isEqualTo(Auth.KEYS);
        assertThat(auth(Map.of("dupcheck.auth", "off"))).isEqualTo(Auth.OFF);
        assertThatThrownBy(() -> auth(Map.of("dupcheck.auth", "none")))
                .hasMessageContaining("local, oidc, keys or off expected");
        for (Map<String, String> outside :
                List.of(Map.of("dupcheck.kafka", "h:1"), Map.of("dupcheck.database.url", "jdbc:postgresql://h/db"))) {
            for (String trusting : List.of("local", "off")) {
                Map<String, String> asked = new HashMap<>(outside);
                asked.put("dupcheck.auth", trusting);
                assertThatThrownBy(() -> auth(asked))
                        .hasMessageContaining("dupcheck.auth: " + trusting + " is only for the embedded servers");
            }
        }
    }

    @Test
    void withOutsideServersANodeIsToldHowToKnowWhoAsks() {
        Map<String, String> outside = Map.of("dupcheck.kafka", "h:1");
        assertThat(NodeSettings.load(null, Map.of(), outside).isAuthMissing()).isTrue();
        assertThat(auth(outside)).as("and lets nobody in without a key").isEqualTo(Auth.KEYS);
        assertThat(NodeSettings.load(null, Map.of("DUPCHECK_AUTH", "keys"), outside)
                        .isAuthMissing())
                .isFalse();
        assertThat(NodeSettings.load(null, Map.of(), Map.of("dupcheck.kafka", "h:1", "dupcheck.roles", "check"))
                        .isAuthMissing())
                .as("without a gateway nobody asks")
                .isFalse();
    }

    @Test
    void anIssuersSettingsAreWholeAndSafe() {
        Map<String, String> whole = Map.of(
                "DUPCHECK_AUTH", "oidc",
                "DUPCHECK_OIDC_ISSUER", "https://id.example/realms/u",
                "DUPCHECK_OIDC_CLIENT_ID", "dupcheck",
                "DUPCHECK_OIDC_CLIENT_SECRET", "s3cret",
                "DUPCHECK_PUBLIC_URL", "https://dupcheck.example");
        NodeSettings settings = NodeSettings.load(null, whole, Map.of("dupcheck.kafka", "h:1"));
        assertThat(settings.gateway().auth().mode()).isEqualTo(Auth.Mode.OIDC);
        assertThat(settings.isAuthMissing()).isFalse();
        assertThat(settings.describe().toString()).doesNotContain("s3cret");
        assertThat(String.valueOf(settings.gateway().auth())).doesNotContain("s3cret");
        Map<String, String> wrong = Map.of(
                "DUPCHECK_OIDC_ISSUER", "http://id.example",
                "DUPCHECK_OIDC_CLIENT_ID", "",
                "DUPCHECK_OIDC_CLIENT_SECRET", "",
                "DUPCHECK_PUBLIC_URL", "https://dupcheck.example/pages",
                "DUPCHECK_OIDC_AUDIENCE", "dupcheck",
                "DUPCHECK_OIDC_TOKEN_TYPES", " ",
                "DUPCHECK_OIDC_DEFAULT_ROLES", "root");
        wrong.forEach((variable, value) -> {
            Map<String, String> environment = new HashMap<>(whole);
            environment.put(variable, value);
            assertThatThrownBy(() -> NodeSettings.load(null, environment, Map.of()))
                    .as(variable)
                    .hasMessageContaining("dupcheck.auth is oidc: ");
        });
    }

    private static Auth auth(Map<String, String> given) {
        return NodeSettings.load(null, Map.of(), given).gateway().auth();
    }

    @Test
    void aNodeAsksForTheConnectionsOfItsRolesAndSaysWhoItIs() {
        NodeSettings all = NodeSettings.load(null, Map.of(), Map.of());
        NodeSettings gateway =
                NodeSettings.load(null, Map.of(), Map.of("dupcheck.roles", "gateway", "dupcheck.http.port", "8123"));
        NodeSettings given = NodeSettings.load(null, Map.of(), Map.of("dupcheck.database.pool-size", "3"));
        String url = "jdbc:postgresql://h/db";
        assertThat(gateway.database(url).poolSize())
                .isBetween(4, 8)
                .isLessThan(all.database(url).poolSize());
        assertThat(all.database(url).poolSize()).isLessThanOrEqualTo(16);
        assertThat(given.database(url).poolSize()).isEqualTo(3);
        assertThat(gateway.database(url).applicationName())
                .startsWith("dupcheck ")
                .endsWith("-8123 gateway");
        assertThat(all.database(url).applicationName()).endsWith(" all");
        assertThat(gateway.kafka("h:1").node()).endsWith("-8123");
    }

    @Test
    void logLevelsAndTheConsolesFormatAreChecked() {
        assertThat(NodeSettings.load(null, Map.of(), Map.of()).log())
                .isEqualTo(new LogSettings("INFO", "WARN", false, "ERROR"));
        assertThat(NodeSettings.load(
                                null,
                                Map.of(),
                                Map.of("dupcheck.log.console-format", "JSON", "dupcheck.log.kafka-level", "warn"))
                        .log())
                .isEqualTo(new LogSettings("INFO", "WARN", true, "WARN"));
        for (String key : List.of("level", "console-level", "console-format", "kafka-level")) {
            assertThatThrownBy(() -> NodeSettings.load(null, Map.of(), Map.of("dupcheck.log." + key, "loud")))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("dupcheck.log." + key);
        }
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("my.properties"),
                "dupcheck.check.workers=2\ndupcheck.check.page-pause=3ms\ndupcheck.http.port=1000\n");
        NodeSettings settings = NodeSettings.load(
                file,
                Map.of("DUPCHECK_CHECK_WORKERS", "3", "DUPCHECK_HTTP_PORT", "2000", "PATH", "x"),
                Map.of("dupcheck.http.port", "3000"));
        assertThat(settings.http().port()).isEqualTo(3000);
        assertThat(settings.check().consume().workers()).isEqualTo(3);
        assertThat(settings.check().pagePause()).isEqualTo(Duration.ofMillis(3));
    }

    @Test
    void propertiesOfKafkasClientsComeFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("kafka.properties"), "security.protocol=SASL_SSL\n");
        NodeSettings settings =
                NodeSettings.load(null, Map.of("DUPCHECK_KAFKA_PROPERTIES_FILE", file.toString()), Map.of());
        assertThat(settings.kafka("a:1").properties()).containsEntry("security.protocol", "SASL_SSL");
        NodeSettings missing = NodeSettings.load(null, Map.of("DUPCHECK_KAFKA_PROPERTIES_FILE", "/none"), Map.of());
        assertThatThrownBy(() -> missing.kafka("a:1"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("dupcheck.kafka.properties-file");
    }

    /** A gateway reads receipts of theirs without the plug-ins. */
    @Test
    void providersOfSmsArePluggedInByNotifiersAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("sms.json"), """
                {"gateways": [{"name": "a", "kind": "aliyun", "signName": "x", "receipt":
                    {"secret": "r", "id": "/id", "state": "/state", "failed": ["FAILED"]}}]}
                """);
        NodeSettings settings = NodeSettings.load(
                null,
                Map.of(
                        "DUPCHECK_SMS_GATEWAYS", file.toString(),
                        "DUPCHECK_SMS_PLUGINS", "plug/ins",
                        "DUPCHECK_SMS_SECRETS", "r=whsec_MDEyMzQ1Njc4OWFiY2RlZg=="),
                Map.of());
        assertThat(settings.notifier().sms().providers().plugins()).isEqualTo(Path.of("plug", "ins"));
        assertThat(settings.gateway().smsReceipts()).containsOnlyKeys("a");
    }

    @Test
    void valuesThatDoNotFitTogetherFailAtOnce() {
        assertThatThrownBy(() -> NodeSettings.load(
                        null, Map.of(), Map.of("dupcheck.retry.first-delay", "1h", "dupcheck.retry.max-delay", "1s")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("firstDelay");
        assertThatThrownBy(() -> NodeSettings.load(null, Map.of("DUPCHECK_DATABASE_URL", "mysql://x"), Map.of()))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void secretsAreMaskedWhereSettingsAreShown() {
        NodeSettings settings = NodeSettings.load(
                null,
                Map.of(
                        "DUPCHECK_DATABASE_PASSWORD", "geheim",
                        "DUPCHECK_DATABASE_URL", "jdbc:postgresql://h:1/d?password=geheim"),
                Map.of());
        assertThat(settings.describe())
                .extracting(line -> line.value())
                .doesNotContain("geheim")
                .noneMatch(value -> value.contains("geheim"));
    }
}
