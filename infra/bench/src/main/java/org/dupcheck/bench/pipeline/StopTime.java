package org.dupcheck.bench.pipeline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.ReferenceLoader;
import org.dupcheck.bench.measure.ServeProcess;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.bench.measure.Waiting;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Submission;

/**
 * How long a newer revision takes to stop the scan of the older one: from its publication until the older one has
 * stopped and its own check has begun, as the database shows it. Scans are made slow for it: small pages with a pause
 * between two of them.
 */
final class StopTime implements AutoCloseable {
    static final int PAGE_PAUSE_MILLIS = 20;
    private static final int PAGE_DOCUMENTS = 16;
    private static final int DOCUMENTS = 800;
    private static final int CHARACTERS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServeProcess serve;
    private final CheckClient client;
    private final Connection database;

    private StopTime(ServeProcess serve) throws SQLException {
        this.serve = serve;
        this.client = CheckClient.builder(serve.endpoints().kafka()).build();
        this.database = DriverManager.getConnection(serve.endpoints().databaseUrl());
    }

    static StopTime start() {
        ServeProcess serve = ServeProcess.start(Map.of(
                "DUPCHECK_CHECK_PAGE_DOCUMENTS",
                Integer.toString(PAGE_DOCUMENTS),
                "DUPCHECK_CHECK_PAGE_PAUSE",
                PAGE_PAUSE_MILLIS + "ms",
                "DUPCHECK_CHECK_PROGRESS_INTERVAL",
                "0ms"));
        try {
            return new StopTime(serve);
        } catch (SQLException e) {
            serve.close();
            throw new BenchException("cannot reach the database of serve", e);
        }
    }

    ServeProcess serve() {
        return serve;
    }

    Timings measure(long seed, int rounds) {
        Corpus corpus = Corpus.generated(seed, DOCUMENTS);
        ReferenceLoader loader =
                new ReferenceLoader(client, new GatewayApi(serve.endpoints().http()));
        List<String> references = corpus.references();
        for (int i = 0; i < references.size(); i++) {
            loader.add("d" + i, references.get(i).substring(0, CHARACTERS));
        }
        loader.await();
        Timings timings = new Timings();
        for (int i = 0; i < rounds; i++) {
            timings.add(stop(corpus));
        }
        return timings;
    }

    private long stop(Corpus corpus) {
        Submission older = submitted(corpus.next(client.nextRevision()));
        var unused = client.publish(older);
        Waiting.until("the scan", PATIENCE, 1, () -> row(older.key(), "revision = ? and pages_done > 1", older));
        Submission newer = older.withRevision(client.nextRevision());
        BooleanSupplier begun = () -> row(older.key(), "revision = ? and state in (1, 2)", newer);
        long start = System.nanoTime();
        unused = client.publish(newer);
        Waiting.until("the stop", PATIENCE, 0, begun);
        long stopped = System.nanoTime() - start;
        // out of the way of the next round
        unused = client.withdraw(older.key());
        Waiting.until("the withdrawal", PATIENCE, 1, () -> row(older.key(), "revision = ? and state = 5", newer));
        return stopped;
    }

    /** The benchmark's texts are pre-checks otherwise; a copied one is submitted without a work order being sent off. */
    private static Submission submitted(Submission text) {
        return new Submission(
                text.businessType(),
                text.businessId(),
                text.revision(),
                Mode.SUBMIT,
                text.title(),
                text.sections(),
                new Applicant("bench", null, null),
                null);
    }

    private boolean row(BusinessKey key, String condition, Submission submission) {
        // the conditions are this class's own constants
        try (PreparedStatement query = database.prepareStatement(
                "select 1 from dupcheck.check_task where business_type = ? and business_id = ? and " + condition)) {
            query.setString(1, key.businessType());
            query.setString(2, key.businessId());
            query.setLong(3, submission.revision());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new BenchException("cannot read check_task", e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
            database.close();
        } catch (SQLException e) {
            throw new BenchException("cannot close the connection", e);
        } finally {
            serve.close();
        }
    }
}
