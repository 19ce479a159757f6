package org.dupcheck.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Requests that Java's client refuses to send. */
public final class RawHttp {
    private RawHttp() {}

    /**
     * Sends a request as it stands, on a connection of its own.
     *
     * @param line method and path
     * @param headers without the one for the host, each with its line's end
     */
    public static Answer send(TestGateway gateway, String line, String headers, String body) {
        return send(gateway, line, headers, body, StandardCharsets.UTF_8);
    }

    private static Answer send(TestGateway gateway, String line, String headers, String body, Charset charset) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.role.port())) {
            socket.setSoTimeout(60_000);
            String head = line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write((head + body).getBytes(charset));
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Answer send(TestGateway gateway, String line) {
        return send(gateway, line, "", "");
    }

    /** Sends each character of the line as one byte. */
    public static Answer sendBytes(TestGateway gateway, String line) {
        return send(gateway, line, "", "", StandardCharsets.ISO_8859_1);
    }

    /** @param text all that came */
    public record Answer(String text) {
        public int status() {
            return Integer.parseInt(text.substring(9, 12));
        }

        public String head() {
            return text.substring(0, text.indexOf("\r\n\r\n") + 2);
        }

        public String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        /** A header's value; empty where it is absent. */
        public String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            return head().lines()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(header -> header.substring(start.length()))
                    .findFirst()
                    .orElse("");
        }
    }
}
