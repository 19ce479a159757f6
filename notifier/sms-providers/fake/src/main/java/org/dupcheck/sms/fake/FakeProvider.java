package org.dupcheck.sms.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A provider on 127.0.0.1, which takes what it is sent and answers what the test says; without a word it answers 500. */
public final class FakeProvider implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int NO_WORD = 500;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "fake-provider");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * What was sent.
     *
     * @param query by name, decoded
     * @param headers by name in lower case, the first of each
     */
    public record Request(String path, Map<String, String> query, Map<String, String> headers, String body) {}

    /** What it does once it has a request. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public FakeProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Request> requests() {
        return requests;
    }

    /** The next request that has no other answer gets this one. */
    public void then(int status, String json, String... headers) {
        script.add(exchange -> answer(exchange, status, json, json.getBytes(StandardCharsets.UTF_8).length, headers));
    }

    /** It begins an answer, and cuts the line. */
    public void thenCutsTheAnswer(int status, String beginning) {
        script.add(exchange -> answer(exchange, status, beginning, 1_000_000));
    }

    /** It has taken the request, and cuts the line. */
    public void thenCutsTheLine() {
        script.add(exchange -> {});
    }

    /** It says nothing, and holds the line. */
    public void thenHangs() {
        script.add(exchange -> awaitClose());
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        requests.add(new Request(
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Answer answer = script.poll();
        try {
            if (answer == null) {
                answer(exchange, NO_WORD, "{}", 2);
            } else {
                answer.to(exchange);
            }
        } finally {
            exchange.close(); // without an answer: the line is cut
        }
    }

    private static void answer(HttpExchange exchange, int status, String json, long length, String... headers)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            exchange.getResponseHeaders().set(parts[0], parts[1]);
        }
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new TreeMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
