package org.dupcheck.bench.pages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.dupcheck.bench.measure.BenchException;

/** Asks for pages over HTTP as a browser does: signed in, compressed, and led on. Not thread-safe. */
final class PageVisitor {
    private final String address;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.NORMAL)
            .build();

    /** One who has chosen that sample person. */
    PageVisitor(String address, String person) {
        this.address = address;
        send(HttpRequest.newBuilder(URI.create(address + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("person=" + person))
                .build());
    }

    /** @param bytes of the body as it was sent */
    record Answer(String text, int bytes) {}

    /** @throws BenchException for anything but a page */
    Answer get(String path) {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept-Encoding", "gzip")
                .build());
        if (response.statusCode() != 200) {
            throw new BenchException(path + " answered " + response.statusCode());
        }
        boolean isCompressed = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isPresent();
        return new Answer(text(response.body(), isCompressed), response.body().length);
    }

    private static String text(byte[] body, boolean isCompressed) {
        if (!isCompressed) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BenchException("a page could not be read", e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new BenchException("a page could not be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
