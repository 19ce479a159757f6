package org.dupcheck.gateway.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dupcheck.contract.JsonCodec;

/** Writes answers. */
public final class Answers {
    static final String JSON = "application/json";
    private static final JsonCodec CODEC = new JsonCodec();

    private Answers() {}

    /** Answers with a body that is written as JSON. */
    public static void json(Context ctx, int status, Object body) {
        ctx.status(status).contentType(JSON).result(CODEC.write(body));
    }

    /** Answers with problem details that say more than others do. */
    public static void problem(Context ctx, int status, Object body) {
        ctx.status(status).contentType(Problems.CONTENT_TYPE).result(CODEC.write(body));
    }

    /** Answers with JSON that is stored as text, as it is. */
    public static void stored(Context ctx, int status, String json) {
        stored(ctx, status, json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, of text in UTF-8; that of a refusal is problem details. */
    public static void stored(Context ctx, int status, byte[] json) {
        ctx.status(status)
                .contentType(status < 400 ? JSON : Problems.CONTENT_TYPE)
                .result(json);
    }

    /**
     * Answers when the future is done, on a thread of {@code executor} whatever thread completes it: writing to a slow
     * client must hold up neither the watch nor Kafka's sender.
     */
    public static <T> void later(Context ctx, CompletableFuture<T> future, Executor executor, Consumer<T> answer) {
        ctx.future(() -> future.handleAsync(
                (value, failure) -> {
                    if (failure == null) {
                        answer.accept(value);
                    } else {
                        Problems.answer(ctx, failure);
                    }
                    return value;
                },
                executor));
    }
}
