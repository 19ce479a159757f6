package org.dupcheck.bench.pages;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dupcheck.bench.measure.BenchException;
import org.jspecify.annotations.Nullable;

/**
 * One person at the applicants' pages, as the browser shows them: opens a new document, fills in one box after the other,
 * each pre-checked when it is left, compares, submits, looks at what has become of it, and begins again. Between two steps
 * a pause, as people have. For one thread.
 */
final class Applicant implements Callable<Integer> {
    private static final Pattern TOKEN = Pattern.compile("<meta name=\"form-token\" content=\"([^\"]*)\">");
    private static final Pattern AGAIN = Pattern.compile("hx-get=\"(/write/[^\"]*)\"");
    private static final List<String> BOXES = List.of("立项依据", "研究内容", "技术路线", "预期成果");
    private static final int MAX_TRIES = 40;
    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);

    private final String address;
    private final String person;
    private final List<String> texts;
    private final Duration pause;
    private final long endNanos;
    private final PeopleFigures figures;
    private final SplittableRandom random;
    private final HttpClient http;
    private String token = "";

    /**
     * Does nothing yet.
     *
     * @param texts to fill boxes with
     * @param pause between two steps, on average
     * @param endNanos of {@link System#nanoTime}: no new document is begun after it
     */
    Applicant(
            String address,
            String person,
            List<String> texts,
            Duration pause,
            long endNanos,
            PeopleFigures figures,
            SplittableRandom random) {
        this.address = address;
        this.person = person;
        this.texts = texts;
        this.pause = pause;
        this.endNanos = endNanos;
        this.figures = figures;
        this.random = random;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
    }

    /** How many documents were submitted. */
    @Override
    public Integer call() {
        rest();
        ask("sign in", "/login", Map.of("person", person));
        int submitted = 0;
        while (System.nanoTime() < endNanos) {
            write();
            submitted++;
        }
        return submitted;
    }

    private void write() {
        String path =
                ask("open", "/write", null).headers().firstValue("location").orElseThrow();
        open(path);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("formToken", token);
        form.put("type", "project");
        form.put("id", path.substring(path.indexOf('=') + 1));
        form.put("title", "申报 " + random.nextInt(1_000_000));
        Map<String, String> boxes = new LinkedHashMap<>();
        for (int box = 0; box < BOXES.size(); box++) {
            rest();
            form.put("key" + box, BOXES.get(box));
            form.put("text" + box, texts.get(random.nextInt(texts.size())));
            boxes.put("box" + box, String.valueOf(box));
            part("box", "/write/sections?box=" + box, form, boxes.size());
        }
        rest();
        part("compare", "/write/compare", form, boxes.size());
        rest();
        part("submit", "/write/submit", form, boxes.size());
        rest();
        ask("mine", "/mine", null);
    }

    private void open(String path) {
        Matcher found = TOKEN.matcher(ask("open", path, null).body());
        if (!found.find()) {
            throw new BenchException("the page " + path + " has no form token");
        }
        token = found.group(1);
    }

    /** A part of the page, asked for again as long as it says so: what is counted is each answer. */
    private void part(String step, String path, Map<String, String> form, int boxes) {
        String body = encoded(form)
                + IntStream.range(0, boxes).mapToObj(box -> "&box=" + box).collect(Collectors.joining());
        HttpResponse<String> answer = send(
                step,
                request(path)
                        .header("HX-Request", "true")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
        for (int i = 0; i < MAX_TRIES; i++) {
            Matcher again = AGAIN.matcher(answer.body());
            if (!again.find()) {
                return;
            }
            sleep(AGAIN_AFTER);
            answer = send(
                    "again",
                    request(again.group(1).replace("&amp;", "&"))
                            .header("HX-Request", "true")
                            .GET());
        }
        throw new BenchException("no result of " + path + " after " + MAX_TRIES + " tries");
    }

    private HttpResponse<String> ask(String step, String path, @Nullable Map<String, String> form) {
        HttpRequest.Builder request = request(path);
        return send(
                step,
                form == null
                        ? request.GET()
                        : request.header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(encoded(form))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(String step, HttpRequest.Builder request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            figures.answered(step, System.nanoTime() - start, answer.statusCode());
            return answer;
        } catch (IOException e) {
            throw new BenchException("no answer to " + step, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** Half the pause to one and a half. */
    private void rest() {
        sleep(Duration.ofMillis(pause.toMillis() / 2 + random.nextLong(pause.toMillis() + 1)));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
