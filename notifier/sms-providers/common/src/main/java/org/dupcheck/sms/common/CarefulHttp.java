package org.dupcheck.sms.common;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.dupcheck.notifier.sms.port.GatewayEntry;

/**
 * The HTTP client for a provider's SDK. As it comes, OkHttp 3 would send a message twice: a line that is cut after the request was
 * written, on a kept connection or where the name has another address, and a 503 with {@code Retry-After: 0}, make it repeat the
 * request by itself. This one sends each request once, on a connection of its own, follows no redirect, connects to addresses that may be
 * called and no others, and ends the whole exchange at its deadline. It tells what was certainly not sent by {@link NotSentException},
 * which is among the causes of whatever the SDK throws then. Thread-safe.
 */
public final class CarefulHttp {
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int ADDRESSES = 3;

    private CarefulHttp() {}

    /** Set once there is a connection and the request is about to be written to it. One exchange is one thread's. */
    private static final class Begun {
        private boolean is;
    }

    /** @param entry has the deadline, and which addresses may be called */
    public static OkHttpClient client(GatewayEntry entry) {
        long millis = Math.max(ADDRESSES, entry.timeout().toMillis());
        return new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .proxy(Proxy.NO_PROXY)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
                .dns(entry::addresses)
                .connectTimeout(millis / ADDRESSES, TimeUnit.MILLISECONDS)
                .readTimeout(millis, TimeUnit.MILLISECONDS)
                .writeTimeout(millis, TimeUnit.MILLISECONDS)
                .callTimeout(millis, TimeUnit.MILLISECONDS)
                .addInterceptor(CarefulHttp::exchange)
                .addNetworkInterceptor(CarefulHttp::write)
                .build();
    }

    /** The answer is read to its end here: one that is cut off fails as the exchange does. */
    private static Response exchange(Interceptor.Chain chain) throws IOException {
        Begun begun = new Begun();
        try (Response response = chain.proceed(
                chain.request().newBuilder().tag(Begun.class, begun).build())) {
            if (response.code() == TOO_MANY_REQUESTS) {
                throw new NotSentException("answered " + TOO_MANY_REQUESTS);
            }
            ResponseBody body = response.peekBody(MAX_ANSWER_BYTES);
            return response.newBuilder().body(body).build();
        } catch (IOException e) {
            throw begun.is ? e : new NotSentException(e.getClass().getSimpleName());
        }
    }

    /** Connecting is tried with each address; writing once. The exception is of the kind after which OkHttp tries nothing more. */
    private static Response write(Interceptor.Chain chain) throws IOException {
        Begun begun = Objects.requireNonNull(chain.request().tag(Begun.class));
        if (begun.is) {
            throw new ProtocolException("it would have been sent twice");
        }
        begun.is = true;
        // OkHttp repeats the request where it reads 0 there
        return chain.proceed(chain.request())
                .newBuilder()
                .removeHeader("Retry-After")
                .build();
    }
}
