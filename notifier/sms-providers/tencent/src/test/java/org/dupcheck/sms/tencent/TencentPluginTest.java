package org.dupcheck.sms.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.notifier.channels.Channel;
import org.dupcheck.notifier.channels.ChannelContext;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.channels.OutgoingMessage;
import org.dupcheck.notifier.sms.GatewayFile;
import org.dupcheck.notifier.sms.SmsChannel;
import org.dupcheck.notifier.sms.SmsSettings;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.runtime.settings.SettingsException;
import org.dupcheck.sms.fake.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the operators' file to the wire, by the plug-in as it is shipped: loaded from its folder, with its own libraries. */
class TencentPluginTest {
    private static final Path PLUGINS = Path.of("target", "plugins");
    private static final Map<String, String> SECRETS = Map.of("tencent", "t0p-secret");
    private static final OutgoingRules LOOSE = new OutgoingRules(true, true);

    private final FakeProvider provider = new FakeProvider();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aMessageGoesByThePluginAndIsAskedAboutByIt() throws IOException {
        try (Channel channel = open(entry("smsSdkAppId"))) {
            assertThat(channel.ways()).containsExactly("main");
            provider.then(200, "{\"Response\": {\"SendStatusSet\": [{\"Code\": \"Ok\"}], \"RequestId\": \"1\"}}");
            assertThat(channel.send(message())).isEqualTo(Outcome.taken());
            provider.thenCutsTheLine();
            assertThat(channel.send(message()).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
            assertThat(channel.asks("main")).isPresent();
            provider.then(
                    200,
                    "{\"Response\": {\"PullSmsSendStatusSet\": [{\"SessionContext\": \"id-1\", \"ReportStatus\": \"SUCCESS\"}]}}");
            assertThat(channel.ask(message())).isEqualTo(Outcome.delivered());
        }
        assertThat(provider.requests()).hasSize(3);
    }

    @Test
    void aFieldThatIsMissingOrUnknownIsNamedAtTheStart() {
        assertThatThrownBy(() -> open(entry("other")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("dupcheck.sms.gateways: gateway main: smsSdkAppId: a text expected");
        assertThatThrownBy(() -> open(entry("smsSdkAppId").replace("\"name\"", "\"nmae\": 1, \"name\"")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("dupcheck.sms.gateways: gateway main: nmae: is not known here");
        assertThatThrownBy(() -> open(entry("smsSdkAppId").replace("secretKey\": \"tencent", "secretKey\": \"absent")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("secretKey: there is no secret absent");
    }

    private Channel open(String json) throws IOException {
        Path file = folder.resolve("sms.json");
        Files.writeString(file, json);
        SmsSettings.Providers providers = new SmsSettings.Providers(
                GatewayFile.read(file, SECRETS, LOOSE), PLUGINS, SECRETS, LOOSE, Duration.ofMinutes(1));
        SmsSettings defaults = SmsSettings.defaults();
        SmsSettings settings = new SmsSettings(
                1, defaults.pollInterval(), defaults.tries(), defaults.sendingTimeout(), defaults.asks(), providers);
        // the channel has no use for tables
        ChannelContext context = new ChannelContext(null, Clock.systemUTC(), Map.of(SmsSettings.class, settings));
        return new SmsChannel.Provider().open(context).orElseThrow();
    }

    private String entry(String field) {
        return """
                {"gateways": [{"name": "main", "kind": "tencent", "endpoint": "%s", "secretId": "key-id", "secretKey": "tencent", "signName": "某某科技",
                    "%s": "1400006666",
                    "templates": [{"code": "1", "content": "您的《{1}》已提交"}]}]}
                """.formatted(provider.url(), field);
    }

    private static OutgoingMessage message() {
        return new OutgoingMessage(
                "id-1", new BusinessKey("application", "SQ-1"), "CLEAN", "13812345678", "", "您的《新题》已提交", 1, "main");
    }
}
