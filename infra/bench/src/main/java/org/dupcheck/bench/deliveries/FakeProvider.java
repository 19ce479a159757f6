package org.dupcheck.bench.deliveries;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Waiting;

/** A provider of SMS on the loopback interface: takes every message, and counts how often it got each. Thread-safe. */
final class FakeProvider implements AutoCloseable {
    private static final byte[] TAKEN = "{\"code\":\"OK\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int THREADS = 64;

    /** As an operator writes it down for a provider. */
    private static final String DEFINITION = """
            {"gateways": [{
              "name": "bench",
              "send": {
                "method": "POST",
                "url": "http://127.0.0.1:%d/messages",
                "headers": {"X-Reference": "{deliveryId}"},
                "contentType": "application/json",
                "body": "{\\"to\\": \\"{phone}\\", \\"text\\": \\"{text}\\"}",
                "answers": [{"status": "2xx", "field": "/code", "is": ["OK"], "means": "SENT"}]}}]}
            """;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();
    private final AtomicLong newest = new AtomicLong();
    private final long answerAfterMillis;

    /** @param answerAfterMillis how long it takes with each message */
    FakeProvider(long answerAfterMillis) {
        this.answerAfterMillis = answerAfterMillis;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new BenchException("no port for the provider", e);
        }
        server.setExecutor(threads);
        server.createContext("/messages", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            long unused = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            if (answerAfterMillis > 0) {
                Waiting.pause(answerAfterMillis);
            }
            String id = String.valueOf(exchange.getRequestHeaders().getFirst("X-Reference"));
            received.computeIfAbsent(id, first -> new AtomicInteger()).incrementAndGet();
            newest.accumulateAndGet(System.nanoTime(), Math::max);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, TAKEN.length);
            exchange.getResponseBody().write(TAKEN);
        }
    }

    /** Writes its definition, as {@code dupcheck.sms.gateways} names one. */
    void writeDefinition(Path file) {
        try {
            Files.writeString(file, DEFINITION.formatted(server.getAddress().getPort()));
        } catch (IOException e) {
            throw new BenchException("cannot write " + file, e);
        }
    }

    /** Messages that it got, each counted once. */
    int messages() {
        return received.size();
    }

    /** Messages that it got more than once. */
    long repeated() {
        return received.values().stream().filter(times -> times.get() > 1).count();
    }

    /** When it got the newest, as {@link System#nanoTime}. */
    long newest() {
        return newest.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
