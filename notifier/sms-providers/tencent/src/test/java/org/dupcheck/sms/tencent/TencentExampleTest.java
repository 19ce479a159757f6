package org.dupcheck.sms.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.messages.Messages;
import org.dupcheck.notifier.sms.GatewayFile;
import org.dupcheck.notifier.sms.PluginGatewayDefinition;
import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.sms.fake.FakeProvider;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.Submitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/sms.md is one that works, for all that people are told. */
class TencentExampleTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json\n((?:(?!```).)*\"tencent\".*?)```", Pattern.DOTALL);
    private static final Submitted SUBMITTED = new Submitted(
            new BusinessKey("application", "SQ-1"), 1, null, "基于多源数据融合的城市交通短时流量预测方法研究与应用", "zhang", null, null);

    @TempDir
    private Path folder;

    @Test
    void everyTextHasATemplateOfItsOwn() throws IOException {
        try (FakeProvider provider = new FakeProvider()) {
            SmsGateway gateway = gateway(provider.url());
            for (MessageKind kind : MessageKind.values()) {
                String text = new Messages()
                        .line(
                                kind,
                                SUBMITTED,
                                new Messages.Figures(0.123, 2),
                                List.of(ConfirmationReason.COMMON_TEXT, ConfirmationReason.UNREAD_TEXT));
                provider.then(200, "{\"Response\": {\"SendStatusSet\": [{\"Code\": \"Ok\"}]}}");
                assertThat(gateway.send("id-1", "13812345678", text)).as(text).isEqualTo(Outcome.taken());
            }
            assertThat(provider.requests())
                    .hasSize(MessageKind.values().length)
                    .extracting(request ->
                            new ObjectMapper().readTree(request.body()).get("TemplateId"))
                    .doesNotHaveDuplicates();
        }
    }

    private SmsGateway gateway(String url) throws IOException {
        String page = Files.readString(Path.of("..", "..", "..", "docs", "sms.md"));
        String example = EXAMPLE.matcher(page)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        Path file = Files.writeString(folder.resolve("sms.json"), example);
        PluginGatewayDefinition definition = (PluginGatewayDefinition)
                GatewayFile.read(file, Map.of(), OutgoingRules.STRICT).get(0);
        Map<String, Object> fields = new HashMap<>(definition.fields());
        fields.put("endpoint", url);
        GatewayEntry entry = new GatewayEntry(
                fields,
                new GatewayEntry.Environment(
                        Map.of("tencent-secret", "s"),
                        new OutgoingRules(true, true),
                        Duration.ofMinutes(1),
                        Clock.systemUTC()));
        SmsGateway gateway = new TencentProvider().open(entry);
        entry.finish();
        return gateway;
    }
}
