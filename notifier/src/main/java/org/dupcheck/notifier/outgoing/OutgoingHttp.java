package org.dupcheck.notifier.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
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
 * Posts to servers that somebody has named. Asks a name for its addresses once and connects to these and no others, follows
 * no redirect, repeats nothing by itself, keeps no connection, no cookie and no answer's body, and ends the whole exchange at
 * its deadline. Thread-safe.
 */
public final class OutgoingHttp implements AutoCloseable {
    /** Of a body, so that a server that is just writing it is not cut off; nobody looks at it. */
    private static final int MAX_READ = 4_096;

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

    /**
     * Posts JSON.
     *
     * @throws NotSentException where the body has certainly not been sent
     * @throws IOException where nobody can tell whether it was taken
     */
    public Answer post(String url, Map<String, String> headers, byte[] body) throws IOException {
        CountedEntity entity = new CountedEntity(body, ContentType.APPLICATION_JSON);
        String fault = settings.rules().fault(url).orElse(null);
        if (fault != null) {
            throw new NotSentException("the URL " + fault, new IllegalArgumentException());
        }
        URI uri = URI.create(url);
        HttpPost request = new HttpPost(uri);
        headers.forEach(request::setHeader);
        request.setEntity(entity);
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::cancel, settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return exchange(uri, request);
        } catch (IOException | RuntimeException e) {
            String what = request.isCancelled() ? "no answer in time" : nameOf(e);
            if (entity.isBegun()) {
                throw new IOException(what, e);
            }
            throw new NotSentException(what, e);
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

    private Answer exchange(URI uri, HttpPost request) throws IOException {
        ClassicHttpResponse response =
                client.executeOpen(new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()), request, null);
        try {
            Answer answer = new Answer(response.getCode(), retryAfter(response.getFirstHeader("Retry-After")));
            readSome(response.getEntity());
            return answer;
        } finally {
            request.cancel(); // what is left of the body is not waited for
            closeQuietly(response);
        }
    }

    /** The status is the answer: what becomes of the body changes nothing. */
    private static void readSome(@Nullable HttpEntity entity) {
        if (entity == null) {
            return;
        }
        try {
            InputStream body = entity.getContent();
            byte[] unused = body.readNBytes(MAX_READ);
        } catch (IOException | RuntimeException e) {
            // cut off, or too slow
        }
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
