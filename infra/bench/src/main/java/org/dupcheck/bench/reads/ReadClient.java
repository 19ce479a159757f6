package org.dupcheck.bench.reads;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.contract.BusinessKey;

/** Reads verdicts over one connection for each thread that uses it, which is kept open. Thread-safe. */
final class ReadClient {
    private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");
    private static final int TIMEOUT_MILLIS = 10_000;

    private final String api;

    ReadClient(String http) {
        api = http + "/api/v1/verdicts/";
    }

    /**
     * An answer.
     *
     * @param hit whether the gateway had it in memory
     * @param nanos from before the request to the last byte of the answer
     */
    record Answer(long revision, boolean hit, long nanos) {}

    Answer latest(BusinessKey key) {
        return get(key.businessType() + "/" + key.businessId() + "/latest");
    }

    Answer byId(String verdictId) {
        return get(verdictId);
    }

    private Answer get(String path) {
        try {
            URI uri = URI.create(api + path);
            long start = System.nanoTime();
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setReadTimeout(TIMEOUT_MILLIS);
            byte[] body;
            try (InputStream in = connection.getInputStream()) {
                body = in.readAllBytes();
            }
            long nanos = System.nanoTime() - start;
            String status = String.valueOf(connection.getHeaderField("Cache-Status"));
            Matcher revision = REVISION.matcher(new String(body, StandardCharsets.UTF_8));
            if (!revision.find()) {
                throw new BenchException("an answer without a revision");
            }
            return new Answer(Long.parseLong(revision.group(1)), status.contains("hit"), nanos);
        } catch (IOException e) {
            throw new BenchException("cannot read a verdict", e);
        }
    }
}
