package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come in: a message that holds to the contract comes out, or a typed refusal, and nothing else. */
class FuzzTest {
    private static final int ROUNDS = 5_000;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "null",
            "true",
            "1e999",
            "-0",
            "\\ud800",
            "\\u0000",
            "\"revision\"",
            "\"mode\"",
            "\"SUBMIT\"",
            "\"sections\"",
            "\u3000",
            "9223372036854775808",
            "\u0000",
            "\ufeff");

    private final JsonCodec codec = new JsonCodec();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20261121})
    void alteredMessagesAreValidOrRefused(long seed) {
        Random random = new Random(seed);
        int valid = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Message message = Samples.MESSAGES.get(random.nextInt(Samples.MESSAGES.size()));
            byte[] json = codec.write(message);
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                json = altered(json, random);
            }
            if (outcome(json, message.getClass())) {
                valid++;
            } else {
                refused++;
            }
        }
        // both ways are taken, or the test would show nothing
        assertThat(valid).isPositive();
        assertThat(refused).isPositive();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 20261122})
    void randomBytesAreRefused(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(outcome(bytes, Submission.class)).isFalse();
        }
    }

    /** Whether it is a valid message; fails on any exception but a typed refusal. */
    private boolean outcome(byte[] json, Class<? extends Message> type) {
        try {
            Message read = codec.read(json, type);
            Validator.check(read);
            assertThat((Message) codec.read(codec.write(read), type)).isEqualTo(read);
            return true;
        } catch (InvalidMessageException e) {
            assertThat(e.code()).isNotNull();
            assertThat(e.path()).isNotNull();
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    private static byte[] altered(byte[] json, Random random) {
        int at = random.nextInt(json.length + 1);
        int end = Math.min(json.length, at + random.nextInt(8));
        return switch (random.nextInt(4)) {
            case 0 -> join(Arrays.copyOf(json, at), new byte[0], Arrays.copyOfRange(json, end, json.length));
            case 1 ->
                join(
                        Arrays.copyOf(json, at),
                        RefusalTest.bytes(PIECES.get(random.nextInt(PIECES.size()))),
                        Arrays.copyOfRange(json, random.nextBoolean() ? at : end, json.length));
            case 2 ->
                join(
                        Arrays.copyOf(json, at),
                        Arrays.copyOfRange(json, at, end),
                        Arrays.copyOfRange(json, at, json.length));
            default -> {
                byte[] flipped = json.clone();
                if (at < flipped.length) {
                    flipped[at] = (byte) random.nextInt(256);
                }
                yield flipped;
            }
        };
    }

    private static byte[] join(byte[] head, byte[] middle, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + middle.length + tail.length);
        System.arraycopy(middle, 0, all, head.length, middle.length);
        System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
        return all;
    }
}
