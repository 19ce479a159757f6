package org.dupcheck.app.api;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Problem;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.messages.MessagePage;
import org.dupcheck.gateway.policies.PreviewAnswer;
import org.dupcheck.gateway.references.DocumentPage;
import org.dupcheck.gateway.references.PublishedEvents;
import org.dupcheck.gateway.verdicts.MatchView;
import org.dupcheck.gateway.workorders.WorkOrderView;
import org.dupcheck.runtime.failure.Reason;
import org.dupcheck.store.references.ReferenceViews;
import org.jspecify.annotations.Nullable;

/**
 * Calls the gateway over HTTP. Refusals are {@link GatewayException}s, a gateway that does not answer is a
 * {@link UserFaultException}. Thread-safe.
 */
public final class GatewayApi {
    /** The longest that the gateway lets a request wait for a verdict. */
    public static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = MAX_WAIT.plusSeconds(15);

    private final String base;
    private final @Nullable String key;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final JsonCodec codec = new JsonCodec();

    /** @param http the gateway's URL without a path, such as {@code http://127.0.0.1:8080} */
    public GatewayApi(String http) {
        this(http, null);
    }

    /**
     * With a key.
     *
     * @param key an API key or an access token; null where none is needed, as on a trial
     */
    public GatewayApi(String http, @Nullable String key) {
        this.base = http.replaceAll("/+$", "");
        this.key = key;
    }

    /**
     * Sends a submission (its JSON, possibly without a revision) and waits at most so long for the verdict.
     *
     * @return the verdict's JSON; empty where it was not ready in time
     */
    public Optional<String> submit(byte[] submission, Duration wait) {
        HttpResponse<byte[]> answer =
                send("POST", "/submissions?waitMs=" + wait.toMillis(), BodyPublishers.ofByteArray(submission));
        return answer.statusCode() == 200
                ? Optional.of(new String(answer.body(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    public void withdraw(BusinessKey key) {
        send("DELETE", "/submissions/" + path(key), BodyPublishers.noBody());
    }

    /** Empty where no such submission is known. */
    public Optional<Check> check(BusinessKey key) {
        return find("/checks/" + path(key), Check.class);
    }

    public Verdict verdict(String verdictId) {
        return get("/verdicts/" + encode(verdictId), Verdict.class);
    }

    /** The verdict byte for byte as the gateway hands it out. */
    public String verdictJson(String verdictId) {
        return new String(
                send("GET", "/verdicts/" + encode(verdictId), BodyPublishers.noBody())
                        .body(),
                StandardCharsets.UTF_8);
    }

    public MatchView match(String verdictId, String documentType, String documentId) {
        return get(
                "/verdicts/" + encode(verdictId) + "/matches/" + encode(documentType) + "/" + encode(documentId),
                MatchView.class);
    }

    public void confirm(String verdictId, Decision decision, String reason) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("decision", decision);
        body.put("reason", reason);
        send("POST", "/verdicts/" + encode(verdictId) + "/confirmation", BodyPublishers.ofByteArray(codec.write(body)));
    }

    public ReferenceViews.Counts referenceSet() {
        return get("/reference-set", ReferenceViews.Counts.class);
    }

    /**
     * A page of the documents in force, by type and id.
     *
     * @param type null for all
     * @param prefix what the ids begin with; null for all
     * @param after {@link DocumentPage#next} of the page before; null for the first
     * @param limit 1 to 200
     */
    public DocumentPage documents(@Nullable String type, @Nullable String prefix, @Nullable String after, int limit) {
        StringBuilder query = new StringBuilder("?limit=").append(limit);
        add(query, "type", type);
        add(query, "prefix", prefix);
        add(query, "after", after);
        return get("/reference-documents" + query, DocumentPage.class);
    }

    private static void add(StringBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.append('&').append(name).append('=').append(encode(value));
        }
    }

    /** Empty where there is no such document in force. */
    public Optional<ReferenceViews.Document> document(String type, String id) {
        return find("/reference-documents/" + encode(type) + "/" + encode(id), ReferenceViews.Document.class);
    }

    /**
     * Publishes events and waits at most so long until they have been dealt with.
     *
     * @throws InvalidMessageException where there is one alone and it breaks the contract, as one that is too large does
     */
    public PublishedEvents publish(List<ReferenceEvent> events, Duration wait) {
        // one by itself may be as large as a message may be, without the array's brackets
        byte[] body = codec.write(events.size() == 1 ? events.get(0) : events);
        return codec.read(
                send("POST", "/reference-events?waitMs=" + wait.toMillis(), BodyPublishers.ofByteArray(body))
                        .body(),
                PublishedEvents.class);
    }

    /** What counts for a business type. */
    public Policy policy(String businessType) {
        return get("/policies/" + encode(businessType), Policy.class);
    }

    /**
     * Puts a policy in force.
     *
     * @param policy its JSON, as somebody wrote it
     * @param expected the version that must be in force; null: whichever is
     * @return what is stored
     */
    public Policy savePolicy(String businessType, byte[] policy, @Nullable Long expected) {
        // no If-Match at all: one of * wants a policy that somebody has saved
        String[] condition = expected == null ? new String[0] : new String[] {"If-Match", "\"" + expected + "\""};
        return codec.read(
                send("PUT", "/policies/" + encode(businessType), BodyPublishers.ofByteArray(policy), condition)
                        .body(),
                Policy.class);
    }

    /**
     * Asks what a draft policy would change, and waits at most so long for the result.
     *
     * @param draft its JSON, as somebody wrote it
     * @param sample submissions to look at, 1 to 1,000
     */
    public PreviewAnswer previewPolicy(String businessType, byte[] draft, int sample, Duration wait) {
        String path = "/policies/" + encode(businessType) + "/preview?sample=" + sample + "&waitMs=" + wait.toMillis();
        return codec.read(send("POST", path, BodyPublishers.ofByteArray(draft)).body(), PreviewAnswer.class);
    }

    /** A preview as it stands, or as it stands at its end where that comes within the wait. */
    public PreviewAnswer policyPreview(String businessType, String previewId, Duration wait) {
        return get(
                "/policies/" + encode(businessType) + "/previews/" + encode(previewId) + "?waitMs=" + wait.toMillis(),
                PreviewAnswer.class);
    }

    public MessagePage messages(String userId) {
        return get("/messages?userId=" + encode(userId), MessagePage.class);
    }

    /** Empty where there is no such work order. */
    public Optional<WorkOrderView> workOrder(String workOrderId) {
        return find("/work-orders/" + encode(workOrderId), WorkOrderView.class);
    }

    private <T> Optional<T> find(String path, Class<T> type) {
        try {
            return Optional.of(get(path, type));
        } catch (GatewayException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> T get(String path, Class<T> type) {
        return codec.read(send("GET", path, BodyPublishers.noBody()).body(), type);
    }

    private HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest request;
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                    .timeout(REQUEST_TIMEOUT)
                    .header("Content-Type", "application/json")
                    .method(method, body);
            if (key != null) {
                builder.header("Authorization", "Bearer " + key);
            }
            for (int i = 0; i < headers.length; i += 2) {
                builder.header(headers[i], headers[i + 1]);
            }
            request = builder.build();
        } catch (IllegalArgumentException e) {
            throw new UserFaultException(base + " is no URL of a gateway: " + e.getMessage(), e);
        }
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UserFaultException(
                    "no answer from " + base + "; is './dupcheck serve' running there? (" + Reason.of(e) + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserFaultException("interrupted while waiting for " + base, e);
        }
        if (answer.statusCode() >= 300) {
            throw refusal(answer);
        }
        return answer;
    }

    private GatewayException refusal(HttpResponse<byte[]> answer) {
        try {
            return new GatewayException(codec.read(answer.body(), Problem.class));
        } catch (InvalidMessageException e) {
            return new GatewayException(
                    answer.statusCode(), base + " answered with the HTTP status " + answer.statusCode());
        }
    }

    private static String path(BusinessKey key) {
        return encode(key.businessType()) + "/" + encode(key.businessId());
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
