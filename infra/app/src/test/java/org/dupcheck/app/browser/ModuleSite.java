package org.dupcheck.app.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A business module's site, with the lines of the guide in its page. Its port is another one than dupcheck's. */
final class ModuleSite implements AutoCloseable {
    private static final Path GUIDE = Path.of("../../docs/business-modules.md");
    private static final Pattern LINES = Pattern.compile("```html\n(.*?<iframe.*?)```", Pattern.DOTALL);
    private static final String EXAMPLE = "https://dupcheck.example.edu";

    private final HttpServer server;
    private volatile String dupcheck = "";

    ModuleSite() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** To a browser the first is the same site as dupcheck, the second is another one. */
    List<String> origins() {
        int port = server.getAddress().getPort();
        return List.of("http://127.0.0.1:" + port, "http://localhost:" + port);
    }

    /** What its page shows, from now on. */
    void show(String http) {
        dupcheck = http;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Matcher lines = LINES.matcher(Files.readString(GUIDE));
        if (!lines.find()) {
            throw new IllegalStateException("the guide has no lines with a frame");
        }
        byte[] page =
                ("<!doctype html><html lang=en><meta charset=utf-8><title>Projects</title><main><h1>My project</h1>\n"
                                + lines.group(1).replace(EXAMPLE, dupcheck) + "</main></html>")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, page.length);
        try (exchange) {
            exchange.getResponseBody().write(page);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
