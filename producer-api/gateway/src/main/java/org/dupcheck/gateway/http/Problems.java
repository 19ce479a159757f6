package org.dupcheck.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.ServletException;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dupcheck.client.NotPublishedException;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Problem;
import org.dupcheck.runtime.failure.Failures;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.settings.Nearest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns every failure into problem details (RFC 9457): the client's fault names the code and the field, what is away
 * says when to come back, and a fault of ours gives an id to quote and no inner detail.
 */
public final class Problems {
    static final String CONTENT_TYPE = "application/problem+json";
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final JsonCodec CODEC = new JsonCodec();

    private Problems() {}

    static int status(ErrorCode code) {
        return switch (code) {
            case MESSAGE_TOO_LARGE, FILE_TOO_LARGE -> 413;
            case BODY_TIMEOUT -> 408;
            case STALE_POLICY -> 412;
            case STALE_VERDICT,
                    NOTHING_TO_CONFIRM,
                    ALREADY_DECIDED,
                    ALREADY_SUBMITTED,
                    ALREADY_REPLAYED,
                    REVISION_REUSED,
                    STALE_REVIEW,
                    NOTHING_TO_REVIEW,
                    NOT_COUNTABLE,
                    TOO_MANY_ACTS,
                    TOO_MANY_WEBHOOKS,
                    ALREADY_RECEIVED,
                    BEING_SENT,
                    NOTHING_TO_RETRY,
                    NODE_NOT_SEEN,
                    NOTHING_TO_DRAIN,
                    LAST_OF_ROLE,
                    IDEMPOTENCY_KEY_IN_USE -> 409;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case UNSUPPORTED_MEDIA_TYPE, FILE_UNSUPPORTED -> 415;
            case FILE_ENCRYPTED,
                    FILE_DAMAGED,
                    FILE_ENCODING,
                    FILE_WITHOUT_TEXT,
                    FILE_BEYOND_BOUNDS,
                    IDEMPOTENCY_KEY_REUSED -> 422;
            case TOO_MANY_PREVIEWS, RATE_LIMITED -> 429;
            case UNAVAILABLE -> 503;
            case INTERNAL -> 500;
            default -> 400;
        };
    }

    /** Answers with what {@code failure} means. */
    public static void answer(Context ctx, Throwable failure) {
        write(ctx, describe(ctx, failure));
    }

    /** What {@code failure} means; sets the headers that go with it. */
    public static Problem describe(Context ctx, Throwable failure) {
        Throwable cause = Failures.cause(failure);
        if (cause instanceof ProblemException problem) {
            problem.headers().forEach(ctx::header);
            return of(problem.code(), problem.path(), problem.getMessage(), problem.verdictId());
        }
        if (cause instanceof InvalidMessageException invalid) {
            return of(invalid.code(), invalid.path(), invalid.getMessage() + nearest(invalid.path(), invalid.known()));
        }
        if (cause instanceof HttpResponseException response) {
            String allowed = response.getDetails().get("availableMethods");
            if (allowed != null) {
                ctx.header("Allow", withHead(allowed));
            }
            return of(response.getStatus(), ctx);
        }
        if (cause instanceof EofException || isRefusal(cause)) {
            // the client has gone, or sends what is no HTTP: its fault, and nobody may be there to read this
            LOG.debug("a client's request broke off: {}", cause.toString());
            // the rest of its body is not read, so the connection ends: a client that is not told would send the next
            // request into it
            ctx.header("Connection", "close");
            return ofStatus(400, "the request broke off or is malformed");
        }
        if (cause instanceof RetryLaterException || cause instanceof NotPublishedException) {
            LOG.warn("a request could not be served for now: {}", cause.getMessage());
            return describe(ctx, ProblemException.unavailable("a service behind this one is away for now", 1));
        }
        return unexpected(cause);
    }

    /** {@link MethodHandler} has HEAD wherever GET is. */
    private static String withHead(String allowed) {
        return Stream.of(allowed.split(", ", -1))
                .flatMap(method -> method.equals("GET") ? Stream.of(method, "HEAD") : Stream.of(method))
                .collect(Collectors.joining(", "));
    }

    /** Whether Jetty found the request at fault, as it does late where a header or a parameter cannot be decoded. */
    private static boolean isRefusal(Throwable cause) {
        // of a form with parts it is told as the cause of an exception that says nothing
        Throwable told = cause instanceof ServletException && cause.getCause() != null ? cause.getCause() : cause;
        return told instanceof HttpException http && http.getCode() >= 400 && http.getCode() < 500;
    }

    /** What the last name of that path was probably meant to be; empty where none is known or near. */
    static String nearest(String path, Collection<String> known) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return known.isEmpty() ? "" : Nearest.suggestion(name, known);
    }

    /** A fault of ours: logged under the id that the client is told. */
    static Problem unexpected(Throwable cause) {
        String id = UUID.randomUUID().toString();
        LOG.error("request failed, told as {}", id, cause);
        return of(ErrorCode.INTERNAL, null, "an unexpected error, logged as " + id);
    }

    private static Problem of(int status, Context ctx) {
        return switch (status) {
            case 403 -> of(ErrorCode.FORBIDDEN, null, "you do not have the right to do this");
            case 404 -> of(ErrorCode.NOT_FOUND, null, "there is nothing at this path");
            case 405 ->
                of(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        null,
                        "this path does not take " + (MethodHandler.isHead(ctx) ? "HEAD" : ctx.method()));
            default -> ofStatus(status, "the request was refused");
        };
    }

    /** A problem of an HTTP status that no code is made for. */
    static Problem ofStatus(int status, String detail) {
        ErrorCode code = status >= 500 ? ErrorCode.INTERNAL : ErrorCode.BAD_REQUEST;
        return new Problem(type(code), title(code), status, detail, code, null);
    }

    static Problem of(ErrorCode code, @Nullable String path, @Nullable String detail) {
        return of(code, path, detail, null);
    }

    private static Problem of(
            ErrorCode code, @Nullable String path, @Nullable String detail, @Nullable String verdictId) {
        return new Problem(
                type(code),
                title(code),
                status(code),
                detail,
                code,
                path == null || path.isEmpty() ? null : path,
                verdictId);
    }

    static byte[] json(Problem problem) {
        return CODEC.write(problem);
    }

    private static void write(Context ctx, Problem problem) {
        ctx.status(problem.status()).contentType(CONTENT_TYPE).result(json(problem));
    }

    private static String type(ErrorCode code) {
        return "urn:dupcheck:problem:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String title(ErrorCode code) {
        String words = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
