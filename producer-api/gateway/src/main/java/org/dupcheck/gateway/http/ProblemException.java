package org.dupcheck.gateway.http;

import java.util.Map;
import org.dupcheck.contract.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A request that is answered with a problem: the client's fault, or a service that is away. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String path;
    private final transient Map<String, String> headers;
    private final @Nullable String verdictId;

    /** @param path of the field or parameter at fault; null where it is none */
    public ProblemException(ErrorCode code, @Nullable String path, String detail) {
        this(code, path, detail, Map.of());
    }

    /** @param headers that go with the answer */
    public ProblemException(ErrorCode code, @Nullable String path, String detail, Map<String, String> headers) {
        this(code, path, detail, headers, null);
    }

    private ProblemException(
            ErrorCode code,
            @Nullable String path,
            String detail,
            Map<String, String> headers,
            @Nullable String verdictId) {
        super(detail);
        this.code = code;
        this.path = path;
        this.headers = headers;
        this.verdictId = verdictId;
    }

    /**
     * The verdict is no longer that of the document.
     *
     * @param verdictId of the one that holds now; null while there is none
     */
    public static ProblemException stale(String detail, @Nullable String verdictId) {
        return new ProblemException(ErrorCode.STALE_VERDICT, null, detail, Map.of(), verdictId);
    }

    /** There is nothing of that name. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(ErrorCode.NOT_FOUND, null, detail);
    }

    /** A field or parameter has a value that it cannot have. */
    public static ProblemException invalid(String path, String detail) {
        return new ProblemException(ErrorCode.INVALID_FIELD, path, detail);
    }

    /** The client may come again after {@code seconds}. */
    public static ProblemException unavailable(String detail, int seconds) {
        return tooMany(ErrorCode.UNAVAILABLE, detail, seconds);
    }

    /** As many as may be are there; the client may come again after {@code seconds}. */
    public static ProblemException tooMany(ErrorCode code, String detail, int seconds) {
        return new ProblemException(code, null, detail, Map.of("Retry-After", Integer.toString(seconds)));
    }

    ErrorCode code() {
        return code;
    }

    @Nullable
    String path() {
        return path;
    }

    @Nullable
    String verdictId() {
        return verdictId;
    }

    Map<String, String> headers() {
        return headers;
    }
}
