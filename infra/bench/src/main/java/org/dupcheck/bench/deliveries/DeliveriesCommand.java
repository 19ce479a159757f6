package org.dupcheck.bench.deliveries;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.bench.measure.Measurement;
import org.dupcheck.bench.measure.ReferenceLoader;
import org.dupcheck.bench.measure.ServeProcess;
import org.dupcheck.bench.measure.TemporaryFolder;
import org.dupcheck.bench.measure.Waiting;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how soon applicants are told on the site, and how fast one node works off SMS. */
@Command(
        name = "deliveries",
        mixinStandardHelpOptions = true,
        description = "Measure how soon a verdict is told on the site, and how many SMS a second one node sends.",
        sortOptions = false)
public final class DeliveriesCommand extends Measurement {
    private static final int CHARACTERS = 3_000;
    /** Of each submission are in one of these documents, so that its applicant is asked. */
    private static final int COPIED = 300;

    private static final int COPIED_FROM = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Each look counts all messages. */
    private static final int LOOK_MILLIS = 100;

    private static final String WARM = "w";
    private static final String ALONE = "a";
    private static final String MANY = "m";

    @Option(names = "--references", paramLabel = "N", description = "Reference documents (default: ${DEFAULT-VALUE}).")
    private int references = 1_000;

    @Option(
            names = "--alone",
            paramLabel = "N",
            description = "Submissions one after the other (default: ${DEFAULT-VALUE}).")
    private int alone = 1_000;

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "Submissions after them, each with an SMS (default: ${DEFAULT-VALUE}).")
    private int messages = 10_000;

    @Option(
            names = "--under-way",
            paramLabel = "N",
            description = "Of these at a time without a message on the site (default: ${DEFAULT-VALUE}).")
    private int underWay = 16;

    @Option(names = "--workers", paramLabel = "N", description = "Threads that send SMS (default: ${DEFAULT-VALUE}).")
    private int workers = 16;

    @Option(
            names = "--answer-after",
            paramLabel = "MS",
            description = "How long the provider takes with a message (default: ${DEFAULT-VALUE}).")
    private long answerAfter;

    @Option(
            names = "--own-gateway",
            description =
                    "Into the node's own gateway, which only keeps what it is given: without HTTP, and without a provider"
                            + " on the same machine.")
    private boolean ownGateway;

    @Option(names = "--seed", paramLabel = "N", description = "Of the generated texts (default: ${DEFAULT-VALUE}).")
    private long seed = 20_261_130;

    /** Everybody has another one. */
    private int telephones;

    private final List<String> copied = new ArrayList<>();

    DeliveriesCommand() {
        super("deliveries", Duration.ofMinutes(15));
    }

    @Override
    protected void measure(Figures report) {
        report.field("seed", seed);
        report.field("workers", workers);
        report.field("answerAfterMillis", answerAfter);
        say("starting serve");
        try (TemporaryFolder folder = new TemporaryFolder();
                FakeProvider provider = new FakeProvider(answerAfter)) {
            Path definition = folder.path().resolve("gateways.json");
            provider.writeDefinition(definition);
            try (ServeProcess serve = ServeProcess.start(settings(definition));
                    CheckClient client = CheckClient.builder(serve.endpoints().kafka())
                            .waitForRoom()
                            .source("/dupcheck/bench")
                            .build();
                    Told told = new Told(serve.endpoints().databaseUrl())) {
                serve.orTell(out(), () -> measureAll(report, serve, client, told, provider));
            }
        }
    }

    /** SMS wait for a day, until they are made due at once; the limits and the night hold nothing up. */
    private Map<String, String> settings(Path definition) {
        return Map.of(
                "DUPCHECK_SMS_GATEWAYS", ownGateway ? "" : definition.toString(),
                "DUPCHECK_SMS_ALLOW_HTTP", "true",
                "DUPCHECK_SMS_ALLOW_PRIVATE_ADDRESSES", "true",
                "DUPCHECK_NOTIFIER_SMS_WORKERS", String.valueOf(workers),
                "DUPCHECK_NOTIFIER_SMS_POLL_INTERVAL", "100ms",
                "DUPCHECK_NOTIFIER_SMS_QUIET_HOURS", "",
                "DUPCHECK_NOTIFIER_TELLING_UNREAD_AFTER", "1d",
                "DUPCHECK_NOTIFIER_TELLING_MERGE_WITHIN", "1h");
    }

    private void measureAll(Figures report, ServeProcess serve, CheckClient client, Told told, FakeProvider provider) {
        say("loading " + references + " reference documents");
        GeneratedTexts texts = new GeneratedTexts(seed);
        ReferenceLoader loader =
                new ReferenceLoader(client, new GatewayApi(serve.endpoints().http()));
        for (int i = 0; i < references; i++) {
            String text = texts.next(CHARACTERS);
            loader.add("d" + i, text);
            if (i < COPIED_FROM) {
                copied.add(text);
            }
        }
        double unused = loader.await();
        say("submitting " + (2 * alone) + " one after the other, the first half to warm up");
        submit(client, told, texts, WARM, alone, 1);
        submit(client, told, texts, ALONE, alone, 1);
        say("submitting " + messages + ", " + underWay + " at a time");
        submit(client, told, texts, MANY, messages, underWay);
        report.latency(
                "messageAlone",
                "verdict committed → site message committed, one at a time",
                told.untilMessage(ALONE),
                "by the database's clock");
        report.latency(
                "messageUnderLoad",
                "verdict committed → site message committed, " + underWay + " at a time",
                told.untilMessage(MANY),
                "the same");
        send(report, told, provider);
    }

    private void submit(CheckClient client, Told told, GeneratedTexts texts, String prefix, int count, int atATime) {
        long before = told.messages();
        for (int i = 0; i < count; i++) {
            long wanted = before + i - atATime;
            if (i >= atATime) {
                Waiting.until("a message on the site", PATIENCE, 1, () -> told.messages() > wanted);
            }
            Waiting.forAnswer(client.publish(submission(prefix + i, textOf(texts, i))), PATIENCE);
        }
        Waiting.until("a message on the site", PATIENCE, 20, () -> told.messages(prefix) >= count);
    }

    private String textOf(GeneratedTexts texts, int number) {
        int from = number % (CHARACTERS - COPIED);
        return texts.next(CHARACTERS - COPIED)
                + copied.get(number % copied.size()).substring(from, from + COPIED);
    }

    private Submission submission(String id, String text) {
        return new Submission(
                "bench",
                id,
                1,
                Mode.SUBMIT,
                null,
                List.of(new Section(ReferenceLoader.SECTION, text)),
                new Applicant("user-" + id, String.format(Locale.ROOT, "139%08d", ++telephones), null),
                null);
    }

    private void send(Figures report, Told told, FakeProvider provider) {
        long waiting = told.waiting();
        if (waiting == 0) {
            throw new BenchException("no SMS waits");
        }
        long warmUp = waiting / 3;
        say("sending " + warmUp + " SMS to warm up");
        double unused = sendAll(told, provider, warmUp, warmUp);
        say("sending " + (waiting - warmUp) + " SMS that are due at once");
        double seconds = sendAll(told, provider, waiting - warmUp, waiting);
        report.figure(
                "deliveriesPerSecond",
                "SMS sent by one node",
                (waiting - warmUp) / seconds,
                "a second",
                (waiting - warmUp) + " due at once, " + workers + " threads, "
                        + (ownGateway
                                ? "into the node's own gateway"
                                : "over HTTP to a provider that takes " + answerAfter + " ms"));
        if (ownGateway) {
            return;
        }
        report.figure(
                "repeated", "SMS that the provider got twice", (double) provider.repeated(), "", "none is allowed");
        if (provider.repeated() > 0) {
            throw new BenchException(provider.repeated() + " SMS were sent twice");
        }
    }

    /** @return seconds from when they are due until the gateway has the last one */
    private double sendAll(Told told, FakeProvider provider, long count, long inAll) {
        long start = told.makeDue(count);
        if (ownGateway) {
            Waiting.until("all SMS known as sent", PATIENCE, LOOK_MILLIS, () -> told.sent() >= inAll);
            return (System.nanoTime() - start) / 1e9;
        }
        Waiting.until("all SMS at the provider", PATIENCE, 20, () -> provider.messages() >= inAll);
        double seconds = (provider.newest() - start) / 1e9;
        Waiting.until("all SMS known as sent", PATIENCE, 50, () -> told.sent() >= inAll);
        return seconds;
    }
}
