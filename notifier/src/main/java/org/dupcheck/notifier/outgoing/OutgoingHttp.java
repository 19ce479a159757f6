package org.dupcheck.notifier.outgoing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.jspecify.annotations.Nullable;

/**
 * Calls servers that somebody has named. Asks a name for its addresses once and connects to these and no others, follows
 * no redirect, repeats nothing by itself, keeps no connection and no cookie, and ends the whole exchange at
 * its deadline. Thread-safe.
 */
public final class OutgoingHttp implements AutoCloseable {
    /** Bytes of an answer's body that are read. */
    public static final int MAX_READ = 16_384;

    /** In the context of an exchange: set once there is a connection and the request is about to be written to it. */
    private static final String BEGUN = "dupcheck.begun";

    private final HttpSettings settings;
    private final Clock clock;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;

    /** @param clock for answers that say until when to wait */
    public OutgoingHttp(HttpSettings settings, Clock clock) {
        this(settings, clock, InetAddress::getAllByName);
    }

    OutgoingHttp(HttpSettings settings, Clock clock, OutgoingRules.Resolver names) {
        this.settings = settings;
        this.clock = clock;
        this.client = client(settings, names);
        this.deadlines = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "dupcheck-notifier-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private static CloseableHttpClient client(HttpSettings settings, OutgoingRules.Resolver names) {
        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout deadline = Timeout.of(settings.deadline());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedNames(settings.rules(), names))
                        .setMaxConnTotal(settings.connections())
                        .setMaxConnPerRoute(settings.connections())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(deadline)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(deadline)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .addRequestInterceptorLast((request, entity, context) -> context.setAttribute(BEGUN, true))
                .setUserAgent("dupcheck")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Whatever asks for addresses gets those that may be called, or none. */
    private record CheckedNames(OutgoingRules rules, OutgoingRules.Resolver names) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return rules.addresses(host, names);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Posts JSON; throws as {@link #send} does. */
    public Answer post(String url, Map<String, String> headers, byte[] body) throws IOException {
        return send(new Request(
                "POST", url, headers, "application/json; charset=UTF-8", new String(body, StandardCharsets.UTF_8)));
    }

    /**
     * Makes a request.
     *
     * @throws NotSentException where it has certainly not been sent, or its body has not, where it has one
     * @throws IOException where nobody can tell whether it was taken
     */
    public Answer send(Request what) throws IOException {
        String fault = settings.rules().fault(what.url()).orElse(null);
        if (fault != null) {
            throw new NotSentException("the URL " + fault, new IllegalArgumentException());
        }
        URI uri = URI.create(what.url());
        HttpUriRequestBase request = new HttpUriRequestBase(what.method(), uri);
        what.headers().forEach(request::setHeader);
        CountedEntity entity = what.body() == null
                ? null
                : new CountedEntity(
                        what.body().getBytes(StandardCharsets.UTF_8), ContentType.parse(what.contentType()));
        request.setEntity(entity);
        HttpClientContext context = HttpClientContext.create();
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::cancel, settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return exchange(uri, request, context);
        } catch (IOException | RuntimeException e) {
            String message = request.isCancelled() ? "no answer in time" : nameOf(e);
            boolean begun = entity == null ? context.getAttribute(BEGUN) != null : entity.isBegun();
            if (begun) {
                throw new IOException(message, e);
            }
            throw new NotSentException(message, e);
        } finally {
            deadline.cancel(false);
        }
    }

    /** Where an address is not called, so it says; else only the kind of failure, for a message may hold anything. */
    private static String nameOf(Exception e) {
        return e instanceof org.dupcheck.runtime.outgoing.ForbiddenAddressException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }

    private Answer exchange(URI uri, HttpUriRequestBase request, HttpClientContext context) throws IOException {
        ClassicHttpResponse response =
                client.executeOpen(new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()), request, context);
        try {
            Duration retryAfter = retryAfter(response.getFirstHeader("Retry-After"));
            return new Answer(response.getCode(), retryAfter, readSome(response.getEntity()));
        } finally {
            request.cancel(); // what is left of the body is not waited for
            closeQuietly(response);
        }
    }

    /** What becomes of the body changes nothing in the status: what has come of it is the body. */
    private static String readSome(@Nullable HttpEntity entity) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        if (entity == null) {
            return "";
        }
        try {
            InputStream body = entity.getContent();
            byte[] some = new byte[1_024];
            int count = body.read(some);
            while (count >= 0 && read.size() < MAX_READ) {
                read.write(some, 0, Math.min(count, MAX_READ - read.size()));
                count = body.read(some);
            }
        } catch (IOException | RuntimeException e) {
            // cut off, or too slow
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException | RuntimeException e) {
            // it was cut off
        }
    }

    private @Nullable Duration retryAfter(@Nullable Header header) {
        if (header == null || header.getValue() == null) {
            return null;
        }
        String value = header.getValue().trim().toLowerCase(Locale.ROOT);
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Instant until = DateUtils.parseStandardDate(header.getValue());
        Instant now = clock.instant();
        return until == null || until.isBefore(now) ? null : Duration.between(now, until);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
