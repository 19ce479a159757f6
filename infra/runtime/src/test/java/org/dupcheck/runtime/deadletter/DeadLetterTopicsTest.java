package org.dupcheck.runtime.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.runtime.deadletter.DeadLetterTopics.Bounds;
import org.dupcheck.runtime.deadletter.DeadLetterTopics.Newest;
import org.dupcheck.runtime.deadletter.DeadLetterTopics.Whole;
import org.dupcheck.runtime.deadletter.DeadRecord.Place;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.kafka.KafkaRecordPublisher;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class DeadLetterTopicsTest {
    private static final String SUFFIX = ".dead-letter";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TestTopics topics;
    private KafkaSettings settings;
    private KafkaRecordPublisher publisher;
    private DeadLetterTopics letters;
    private String source;
    private String dead;

    @BeforeEach
    void open(KafkaService kafka, TestTopics given) {
        topics = given;
        settings = KafkaSettings.of(kafka.bootstrapServers());
        publisher = KafkaRecordPublisher.open(settings, "test", meters);
        letters = DeadLetterTopics.of(settings, SUFFIX, meters);
        source = topics.create("source" + System.nanoTime(), 1);
        dead = topics.create(source.substring(topics.prefix().length()) + SUFFIX, 1);
    }

    @AfterEach
    void close() {
        letters.close();
        publisher.close();
    }

    private void write(String topic, int number, int bytes, String... headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, ("project:" + number).getBytes(UTF_8), new byte[bytes]);
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
        }
        publisher.publish(record).join();
    }

    private Newest newest(List<String> where, int limit) {
        return letters.newest(where, Instant.EPOCH, any -> true, limit);
    }

    private static List<String> keys(Newest newest) {
        return newest.records().stream().map(DeadRecord::key).toList();
    }

    @Test
    void theNewestComeFirstAndWhetherThereAreMoreIsTold() {
        IntStream.range(0, 25).forEach(i -> write(dead, i, 3));
        Newest some = newest(List.of(dead), 12);
        List<String> expected = new ArrayList<>();
        for (int i = 24; i > 12; i--) {
            expected.add("project:" + i);
        }
        assertThat(keys(some)).isEqualTo(expected);
        assertThat(some.hasMore()).isTrue();
        assertThat(newest(List.of(dead), 24).hasMore()).isTrue();
        Newest all = newest(List.of(dead), 25);
        assertThat(all.records()).hasSize(25);
        assertThat(all.hasMore()).isFalse();
    }

    @Test
    void severalTopicsAreMergedAndOneThatIsMissingHasNone() {
        String other = topics.create("other" + SUFFIX, 2);
        write(dead, 1, 3);
        write(other, 2, 3);
        write(dead, 3, 3);
        Newest all = newest(List.of(dead, other, topics.prefix() + "missing" + SUFFIX), 10);
        assertThat(all.records())
                .extracting(DeadRecord::key)
                .containsExactlyInAnyOrder("project:1", "project:2", "project:3");
        assertThat(all.records()).isSortedAccordingTo((a, b) -> b.arrivedAt().compareTo(a.arrivedAt()));
        assertThat(newest(List.of(dead, other), 2).hasMore()).isTrue();
    }

    @Test
    void onlyWhatIsWantedAndOfThatTimeCounts() {
        IntStream.range(0, 25).forEach(i -> write(dead, i, 3));
        Newest one = letters.newest(List.of(dead), Instant.EPOCH, record -> "project:3".equals(record.key()), 5);
        assertThat(keys(one)).containsExactly("project:3");
        assertThat(one.hasMore()).isFalse();
        Newest later = letters.newest(List.of(dead), Instant.now().plus(Duration.ofDays(1)), any -> true, 5);
        assertThat(later.records()).isEmpty();
        assertThat(later.hasMore()).isFalse();
    }

    @Test
    void headersSayWhyAndWhatTheyDoNotSayIsMissing() {
        Instant failed = Instant.parse("2026-11-28T10:00:00Z");
        write(
                dead,
                1,
                40,
                ErrorHeaders.CODE,
                "EMPTY_TEXT",
                ErrorHeaders.PATH,
                "sections[0].text",
                ErrorHeaders.MESSAGE,
                "sections[0].text is empty",
                ErrorHeaders.SOURCE_PARTITION,
                "3",
                ErrorHeaders.SOURCE_OFFSET,
                "77",
                ErrorHeaders.ATTEMPTS,
                "1",
                ErrorHeaders.FAILED_AT,
                failed.toString());
        write(dead, 2, 1, ErrorHeaders.ATTEMPTS, "many", ErrorHeaders.FAILED_AT, "yesterday");
        publisher.publish(new ProducerRecord<>(dead, null, null)).join();
        List<DeadRecord> records = newest(List.of(dead), 10).records();
        DeadRecord told = records.get(2);
        assertThat(told.code()).isEqualTo("EMPTY_TEXT");
        assertThat(told.path()).isEqualTo("sections[0].text");
        assertThat(told.message()).isEqualTo("sections[0].text is empty");
        assertThat(told.sourcePartition()).isEqualTo(3);
        assertThat(told.sourceOffset()).isEqualTo(77);
        assertThat(told.attempts()).isEqualTo(1);
        assertThat(told.failedAt()).isEqualTo(failed);
        assertThat(told.bytes()).isEqualTo("project:1".length() + 40);
        assertThat(records.get(1).attempts()).isZero();
        assertThat(records.get(1).failedAt()).isNull();
        assertThat(records.get(0).key()).isNull();
        assertThat(records.get(0).code()).isEmpty();
    }

    @Test
    void largeOnesEndTheLookBeforeOlderOnesAreRead() {
        IntStream.range(0, 30).forEach(i -> write(dead, i, 50_000));
        DeadLetterTopics frugal =
                new DeadLetterTopics(settings, SUFFIX, meters, new Bounds(Duration.ofSeconds(20), 400_000));
        Newest some = frugal.newest(List.of(dead), Instant.EPOCH, any -> true, 30);
        assertThat(some.hasMore()).isTrue();
        assertThat(keys(some)).startsWith("project:29", "project:28").doesNotContain("project:0");
    }

    @Test
    void aReplayIsTheRecordAsItCameFirst() {
        ProducerRecord<byte[], byte[]> first =
                new ProducerRecord<>(source, null, "类型:1".getBytes(UTF_8), "值".getBytes(UTF_8));
        first.headers()
                .add("ce_id", "a".getBytes(UTF_8))
                .add("ce_id", new byte[] {(byte) 0xff})
                .add("mine", null);
        publisher.publish(first).join();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(dead, null, first.key(), first.value(), first.headers());
        letter.headers()
                .add(ErrorHeaders.CODE, "X".getBytes(UTF_8))
                .add(ErrorHeaders.SOURCE_TOPIC, "elsewhere".getBytes(UTF_8));
        publisher.publish(letter).join();

        Place place = newest(List.of(dead), 1).records().get(0).place();
        Whole whole = letters.find(place).orElseThrow();
        assertThat(whole.value()).isEqualTo(first.value());
        assertThat(whole.told().code()).isEqualTo("X");
        letters.replay(whole).join();

        List<ConsumerRecord<String, byte[]>> records = topics.read(source);
        assertThat(records).hasSize(2);
        ConsumerRecord<String, byte[]> again = records.get(1);
        assertThat(again.key()).isEqualTo("类型:1");
        assertThat(again.value()).isEqualTo(first.value());
        assertThat(headers(again)).isEqualTo(headers(records.get(0))).hasSize(3);
        assertThat(newest(List.of(dead), 5).records())
                .as("it stays where it was")
                .hasSize(1);
    }

    private static List<String> headers(ConsumerRecord<String, byte[]> record) {
        List<String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key() + "=" + (header.value() == null ? "null" : new String(header.value(), UTF_8)));
        }
        return headers;
    }

    @Test
    void whereThereIsNoneNoneIsFound() {
        write(dead, 1, 3);
        assertThat(letters.find(new Place(dead, 0, 1))).isEmpty();
        assertThat(letters.find(new Place(dead, 0, -1))).isEmpty();
        assertThat(letters.find(new Place(dead, 4, 0))).isEmpty();
        assertThat(letters.find(new Place(topics.prefix() + "missing" + SUFFIX, 0, 0)))
                .isEmpty();
        assertThat(letters.find(new Place(dead, 0, 0))).isPresent();
        assertThatThrownBy(() -> letters.sourceOf(source)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void brokersThatAreAwayAreToldAsSuch() {
        DeadLetterTopics nowhere = new DeadLetterTopics(
                KafkaSettings.of("127.0.0.1:1"), SUFFIX, meters, new Bounds(Duration.ofMillis(500), 1_000));
        assertThatThrownBy(() -> nowhere.newest(List.of(dead), Instant.EPOCH, any -> true, 1))
                .isInstanceOf(RetryLaterException.class);
        assertThatThrownBy(() -> nowhere.find(new Place(dead, 0, 0))).isInstanceOf(RetryLaterException.class);
    }
}
