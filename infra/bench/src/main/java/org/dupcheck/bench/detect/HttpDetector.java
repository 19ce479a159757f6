package org.dupcheck.bench.detect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.ReferenceLoader;
import org.dupcheck.bench.measure.ServeProcess;
import org.dupcheck.bench.measure.Waiting;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;

/** The whole way: a {@code serve} of its own, references over Kafka, queries and verdicts over HTTP. */
final class HttpDetector implements Detector {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BUSINESS_TYPE = "bench";

    private final JsonCodec codec = new JsonCodec();
    private final ServeProcess serve;
    private final CheckClient client;
    private final GatewayApi gateway;
    private final ReferenceLoader loader;
    private int count;

    HttpDetector(ServeProcess serve) {
        this.serve = serve;
        this.client = CheckClient.builder(serve.endpoints().kafka())
                .waitForRoom()
                .source("/dupcheck/bench")
                .build();
        this.gateway = new GatewayApi(serve.endpoints().http());
        this.loader = new ReferenceLoader(client, gateway);
    }

    static HttpDetector start() {
        return new HttpDetector(ServeProcess.start(Map.of()));
    }

    @Override
    public void add(String id, String text) {
        loader.add(id, sendable(text));
    }

    @Override
    public double ready() {
        return loader.await();
    }

    /** The query's own id may be of any length, and so does not go into the submission's. */
    @Override
    public List<Span> find(String id, String text) {
        BusinessKey key = new BusinessKey(BUSINESS_TYPE, "q" + count++);
        Submission submission = new Submission(
                key.businessType(),
                key.businessId(),
                client.nextRevision(),
                Mode.PRECHECK,
                null,
                List.of(new Section(ReferenceLoader.SECTION, sendable(text))),
                null,
                null);
        String json =
                gateway.submit(codec.write(submission), GatewayApi.MAX_WAIT).orElse(null);
        Verdict verdict = json == null ? late(key) : codec.read(json, Verdict.class);
        return spans(verdict);
    }

    /** The contract refuses a NUL, which some texts of the web have. Another character in its place moves no offset. */
    static String sendable(String text) {
        return text.replace('\0', ' ');
    }

    private Verdict late(BusinessKey key) {
        Waiting.until(
                "the verdict of " + key,
                PATIENCE,
                50,
                () -> gateway.check(key)
                        .map(Check::state)
                        .filter(state -> state != CheckState.QUEUED && state != CheckState.RUNNING)
                        .isPresent());
        Check check = gateway.check(key).orElseThrow();
        String verdictId = check.verdictId();
        if (verdictId == null) {
            throw new BenchException("the check of " + key + " ended as " + check.state() + ": " + check.error());
        }
        return gateway.verdict(verdictId);
    }

    private static List<Span> spans(Verdict verdict) {
        List<Span> spans = new ArrayList<>();
        for (Verdict.Match match : verdict.matches()) {
            for (Verdict.Passage passage : match.passages()) {
                spans.add(new Span(
                        match.documentId(),
                        passage.start(),
                        passage.end(),
                        passage.sourceStart(),
                        passage.sourceEnd()));
            }
        }
        return spans;
    }

    @Override
    public void close() {
        client.close();
        serve.close();
    }
}
