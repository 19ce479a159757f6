package org.dupcheck.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dupcheck.gateway.TestGateway;

/**
 * Asks for pages as a browser does: keeps cookies, sends forms with the token of the page, follows no redirect. A page that has
 * an id twice fails the test: what brings itself up to date finds its place by them.
 */
public final class PageBrowser {
    private static final Pattern ID = Pattern.compile("<[^>]* id=\"([^\"]*)\"");
    private static final Pattern TOKEN = Pattern.compile("<meta name=\"form-token\" content=\"([^\"]*)\">");

    private final TestGateway gateway;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String token = "";

    public PageBrowser(TestGateway gateway) {
        this.gateway = gateway;
    }

    /** One who has chosen that sample person. */
    public static PageBrowser of(TestGateway gateway, String person) {
        PageBrowser browser = new PageBrowser(gateway);
        browser.signIn(person);
        return browser;
    }

    public HttpResponse<String> signIn(String person) {
        return post("/login", Map.of("person", person));
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** An answer that is no text. */
    public HttpResponse<byte[]> getBytes(String path, String... headers) {
        try {
            return gateway.http().send(request(path, headers).GET().build(), BodyHandlers.ofByteArray());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a form with the token that the last page had. */
    public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("formToken", token);
        return postEncoded(
                path,
                all.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&")),
                headers);
    }

    /** As {@link #post}, with fields of one name; the token comes with them. */
    public HttpResponse<String> post(
            String path, Map<String, String> fields, String name, List<String> values, String... headers) {
        StringBuilder body = new StringBuilder("formToken=" + encode(token));
        fields.forEach(
                (field, value) -> body.append('&').append(field).append('=').append(encode(value)));
        values.forEach(value -> body.append('&').append(name).append('=').append(encode(value)));
        return postEncoded(path, body.toString(), headers);
    }

    private HttpResponse<String> postEncoded(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** As {@link #post}, in parts, with a file unless its name is empty. */
    public HttpResponse<String> postParts(
            String path, Map<String, String> fields, String name, byte[] file, String... headers) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("formToken", token);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        all.forEach((field, value) -> part(body, "name=\"" + field + "\"", value.getBytes(StandardCharsets.UTF_8)));
        if (!name.isEmpty()) {
            part(body, "name=\"file\"; filename=\"" + name + "\"", file);
        }
        body.writeBytes("--a-b--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(request(path, headers)
                .header("Content-Type", "multipart/form-data; boundary=a-b")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String names, byte[] value) {
        body.writeBytes(
                ("--a-b\r\nContent-Disposition: form-data; " + names + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(value);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = gateway.request(path);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    gateway.http().send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().allValues("set-cookie").forEach(this::keep);
            Matcher found = TOKEN.matcher(response.body());
            if (found.find()) {
                token = found.group(1);
            }
            assertThat(ID.matcher(response.body()).results().map(id -> id.group(1)))
                    .as("ids of " + response.uri())
                    .doesNotHaveDuplicates();
            return response;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    public String cookie(String name) {
        return cookies.get(name);
    }

    public void setCookie(String name, String value) {
        cookies.put(name, value);
    }

    public static String location(HttpResponse<String> response) {
        return response.headers().firstValue("location").orElse("");
    }
}
