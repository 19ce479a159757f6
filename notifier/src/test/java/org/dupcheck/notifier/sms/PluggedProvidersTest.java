package org.dupcheck.notifier.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.notifier.TablesTest;
import org.dupcheck.notifier.outgoing.FakeReceiver;
import org.dupcheck.notifier.sms.plugins.TestPlugin;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.runtime.settings.SettingsException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers in the file of which some are plugged in: the notifier treats them all alike. */
class PluggedProvidersTest extends TablesTest {
    private static final OutgoingRules LOOSE = new OutgoingRules(true, true);

    @TempDir
    static Path built;

    @TempDir
    private Path folder;

    @BeforeAll
    static void build() {
        TestPlugin.build(built.resolve("plugins/fake"), built);
    }

    @Test
    void whatAPluggedProviderDoesNotSendGoesByTheNextOfTheFile() {
        try (FakeReceiver provider = new FakeReceiver()) {
            Fixture notifier = notifier(
                    plugged("a", "is busy") + ", " + called("b", provider.url()) + ", " + plugged("c", "sends"));
            notifier.handle(tables.checks.duplicates(key, 1));
            notifier.sendSms();
            assertThat(tables.deliveries(key)).containsExactly("SENT 2");
            assertThat(provider.requests()).hasSize(1);
        }
    }

    @Test
    void ofWhatItLeavesOpenThePluggedProviderIsAsked() {
        Fixture notifier = notifier(plugged("a", "does not answer") + ", " + plugged("b", "sends"));
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("UNKNOWN 1 no answer");
        tables.pass(Duration.ofMinutes(2));
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("DELIVERED 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"a\", \"kind\": \"fake\"} | dupcheck.sms.gateways: gateway a: does: a text expected",
                "{\"name\": \"a\", \"kind\": \"fake\", \"does\": \"sends\", \"x\": 1} | dupcheck.sms.gateways: gateway a: x: is not known here",
                "{\"name\": \"a\", \"kind\": \"other\"} | dupcheck.sms.gateways: gateway a: kind: there is no plug-in for other, but for [fake]"
            })
    void whatIsWrongWithAnEntryIsNamedAtTheStart(String entry, String message) {
        assertThatThrownBy(() -> notifier(entry))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"A\", \"kind\": \"fake\"} | gateways.[0]: name: up to 32",
                "{\"kind\": \"fake\"} | gateways.[0]: name: up to 32",
                "{\"name\": \"a\", \"kind\": \"F\"} | gateways.[0]: kind: up to 32",
                "{\"name\": \"a\", \"kind\": \"fake\", \"receipt\": {}} | gateways.[0].receipt: secret: expected",
                "{\"name\": \"a\", \"kind\": \"fake\", \"receipt\": {\"secret\": \"x\", \"id\": \"/i\", \"state\": \"/s\", \"failed\": [\"f\"]}} | gateway a: receipt.secret: there is no secret x",
                "7 | gateways.[0]: an object expected"
            })
    void whatIsWrongBesidesIsNamedWhenTheFileIsRead(String entry, String message) {
        assertThatThrownBy(() -> notifier(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void withoutAFolderOfPluginsOneThatNeedsAPluginIsAFault() {
        assertThatThrownBy(() -> notifier(null, plugged("a", "sends")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("gateway a: kind: fake needs a plug-in");
        assertThatThrownBy(() -> notifier(folder.resolve("none"), plugged("a", "sends")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("dupcheck.sms.plugins: ");
    }

    private Fixture notifier(String entries) {
        return notifier(built.resolve("plugins"), entries);
    }

    private Fixture notifier(Path plugins, String entries) {
        NotifierSettings defaults = Fixture.settings(Fixture.SOON);
        SmsSettings sms = defaults.sms();
        SmsSettings.Providers providers = new SmsSettings.Providers(
                GatewayFile.read(file(entries), Map.of(), LOOSE), plugins, Map.of(), LOOSE, Duration.ofMinutes(1));
        return new Fixture(
                tables,
                new RecordingSmsGateway(),
                new NotifierSettings(
                        defaults.groupId(),
                        defaults.consume(),
                        defaults.due(),
                        defaults.delivery(),
                        new SmsSettings(
                                1, sms.pollInterval(), sms.tries(), sms.sendingTimeout(), sms.asks(), providers),
                        defaults.webhooks(),
                        defaults.kept()));
    }

    private Path file(String entries) {
        try {
            return Files.writeString(folder.resolve("sms.json"), "{\"gateways\": [" + entries + "]}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String plugged(String name, String does) {
        return "{\"name\": \"" + name + "\", \"kind\": \"fake\", \"does\": \"" + does + "\"}";
    }

    private static String called(String name, String url) {
        return "{\"name\": \"" + name + "\", \"send\": {\"url\": \"" + url
                + "\", \"answers\": [{\"status\": \"2xx\", \"means\": \"SENT\"}]}}";
    }
}
