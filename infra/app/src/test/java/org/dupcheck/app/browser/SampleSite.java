package org.dupcheck.app.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.node.FreshFolder;
import org.dupcheck.app.node.Node;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.node.Storage;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Topics;

/** A node with all roles, some approved documents and some submissions that copy from them. */
final class SampleSite implements AutoCloseable {
    /** What must come out as text, wherever a page shows a title, a section or a name. */
    static final String MARKUP = "<script>document.title='owned'</script>\"><img src=x onerror=alert(1)>";

    static final String TYPE = "project";
    static final int REFERENCES = 12;
    private static final int PARAGRAPH = 160;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Random random = new Random(7);
    private final List<String> approved = new ArrayList<>();
    private final Path folder;
    private final Node node;
    private final CheckClient client;

    /** @param more settings */
    SampleSite(Map<String, String> more) {
        folder = newFolder();
        Map<String, String> given = new HashMap<>(more);
        given.put("dupcheck.data-dir", folder.toString());
        given.put("dupcheck.http.port", "0");
        node = Node.start(NodeSettings.load(null, Map.of(), given), Storage.TEMPORARY, Clock.systemUTC(), () -> false);
        client = CheckClient.builder(node.servers().bootstrapServers()).build();
        for (int i = 0; i < REFERENCES; i++) {
            approve(i);
        }
        GatewayApi api = new GatewayApi(http());
        await().atMost(PATIENCE).until(() -> api.referenceSet().total() == REFERENCES);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("dupcheck-pages");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String http() {
        return node.endpoints().http();
    }

    /** Publishes to the topic of submissions whatever that is. */
    void publishRaw(String key, String value) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", node.servers().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            var unused = producer.send(new ProducerRecord<>(new Topics().submissions(), key, value));
            producer.flush();
        }
    }

    /** A paragraph of an approved document. No two classes copy the same one: open submissions that share a text count as such. */
    String approved(int number) {
        return approved.get(number);
    }

    private void approve(int number) {
        String paragraph = text(PARAGRAPH);
        approved.add(paragraph);
        client.publish(new ReferenceEvent(
                        "approved",
                        "LX-" + number,
                        1,
                        ReferenceEventKind.APPROVED,
                        number == 0 ? MARKUP : "已立项 " + number,
                        "owner-" + number,
                        List.of(new Section("正文", text(PARAGRAPH) + '\n' + paragraph + '\n' + text(PARAGRAPH))),
                        null))
                .join();
    }

    /** Submits, and returns once the check has ended. */
    Check submit(String id, String title, String userId, List<Section> sections) {
        client.submit(new Submission(
                        TYPE,
                        id,
                        CheckClient.NEXT_REVISION,
                        Mode.SUBMIT,
                        title,
                        sections,
                        new Applicant(userId, null, "zh-CN"),
                        "order-" + id))
                .join();
        GatewayApi api = new GatewayApi(http());
        return await().atMost(PATIENCE)
                .until(
                        () -> api.check(new BusinessKey(TYPE, id)),
                        check -> check.isPresent() && check.get().state() == CheckState.FINISHED)
                .orElseThrow();
    }

    /** Text of its own: no two share a run of any length that counts. */
    String text(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append((char) ('一' + random.nextInt(3_000)));
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        client.close();
        node.close();
        FreshFolder.delete(folder);
    }
}
