package org.dupcheck.bench.reads;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;

/**
 * Puts made-up verdicts straight into the table, as another node's checks would, over a connection of its own. They come
 * from no check. For one thread.
 */
final class StoredVerdicts implements AutoCloseable {
    private static final int BATCH = 500;
    private static final int MATCHES = 4;
    private static final int PASSAGES = 4;

    private static final String INSERT =
            "insert into dupcheck.verdict (verdict_id, business_type, business_id, mode, revision, content_hash,"
                    + " corpus_version, engine_version, settings_version, result_state, created_at, reason, containment,"
                    + " longest_run, tokens, matched_tokens, body)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as json))";

    private final JsonCodec codec = new JsonCodec();
    private final Connection connection;

    StoredVerdicts(String databaseUrl) {
        try {
            connection = DriverManager.getConnection(databaseUrl);
        } catch (SQLException e) {
            throw new BenchException("cannot reach the database", e);
        }
    }

    static String id(BusinessKey key, long revision) {
        return UUID.nameUUIDFromBytes((key + "#" + revision).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The first verdict of each document. */
    void addFirst(List<BusinessKey> keys) {
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                Statement after = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < keys.size(); i++) {
                bind(insert, keys.get(i), 1);
                insert.addBatch();
                if ((i + 1) % BATCH == 0 || i + 1 == keys.size()) {
                    insert.executeBatch();
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            after.execute("vacuum analyze dupcheck.verdict");
        } catch (SQLException e) {
            throw new BenchException("cannot store verdicts", e);
        }
    }

    /** One more verdict of a document; it is committed when this returns. */
    void add(BusinessKey key, long revision) {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(insert, key, revision);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new BenchException("cannot store a verdict", e);
        }
    }

    private void bind(PreparedStatement insert, BusinessKey key, long revision) throws SQLException {
        Verdict verdict = verdict(key, revision);
        Object[] values = {
            verdict.verdictId(),
            verdict.businessType(),
            verdict.businessId(),
            verdict.mode().name(),
            verdict.revision(),
            verdict.contentHash(),
            verdict.corpusVersion(),
            verdict.engineVersion(),
            verdict.settingsVersion(),
            verdict.resultState().code(),
            verdict.createdAt().atOffset(ZoneOffset.UTC),
            verdict.reason().name(),
            verdict.containment(),
            verdict.longestRun(),
            verdict.tokens(),
            verdict.matchedTokens(),
            new String(codec.write(verdict), StandardCharsets.UTF_8)
        };
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
    }

    /** About 3 kB of JSON: four documents that overlap, with four passages each. */
    private static Verdict verdict(BusinessKey key, long revision) {
        List<Verdict.Match> matches = new ArrayList<>();
        for (int m = 0; m < MATCHES; m++) {
            List<Verdict.Passage> passages = new ArrayList<>();
            for (int p = 0; p < PASSAGES; p++) {
                int start = 400 * m + 80 * p;
                passages.add(new Verdict.Passage("立项背景", start, start + 40, "研究内容", start + 7, start + 47, 0.97));
            }
            matches.add(new Verdict.Match(
                    "initiation", key.businessId() + "-" + m, 1, "智慧园区能源监测平台" + m, 0.1, 40, passages));
        }
        return new Verdict(
                id(key, revision),
                key.businessType(),
                key.businessId(),
                revision,
                Mode.SUBMIT,
                "0".repeat(64),
                ResultState.DUPLICATES,
                0,
                0,
                "bench",
                "bench",
                0,
                revision == 1 ? VerdictReason.FIRST : VerdictReason.EDIT,
                Instant.now(),
                0.4,
                40,
                1_600,
                640,
                List.of(new Verdict.SectionResult("立项背景", 0.4, 1_600, 640)),
                List.of(new Verdict.Ratio(Verdict.Ratio.RAW, 0.4, 1_600, 640, 0)),
                false,
                Verdict.CommonText.NONE,
                List.of(),
                List.of(),
                matches);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchException("cannot close a connection", e);
        }
    }
}
