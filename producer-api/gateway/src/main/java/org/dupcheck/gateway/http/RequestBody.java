package org.dupcheck.gateway.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import org.dupcheck.contract.ErrorCode;

/** Hands out JSON bodies, the media type checked. {@link BodyReader} has read them and bounded their size. */
public final class RequestBody {
    /** Attribute of a request whose body was refused, for a page to tell. */
    static final String REFUSAL = RequestBody.class.getName() + ".refusal";

    private static final String BYTES = RequestBody.class.getName() + ".bytes";

    private RequestBody() {}

    /** @throws ProblemException where the body was too large and is not there */
    public static void requireWhole(Context ctx) {
        ProblemException refusal = ctx.attribute(REFUSAL);
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Whether the body came in whole; else it cannot be read. */
    public static boolean isWhole(Context ctx) {
        return ctx.attribute(REFUSAL) == null;
    }

    /**
     * The body's bytes.
     *
     * @throws ProblemException where it is not said to be JSON in UTF-8
     */
    public static byte[] read(Context ctx) throws IOException {
        requireJson(ctx);
        return bytes(ctx);
    }

    /** The body's bytes, of whatever media type; the same as often as they are asked for, and not to be changed. */
    public static byte[] bytes(Context ctx) throws IOException {
        byte[] read = ctx.attribute(BYTES);
        if (read == null) {
            read = ctx.req().getInputStream().readAllBytes();
            ctx.attribute(BYTES, read);
        }
        return read;
    }

    private static void requireJson(Context ctx) {
        String contentType = ctx.contentType();
        String[] parts = (contentType == null ? "" : contentType)
                .toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .split(";", -1);
        boolean json = parts[0].equals("application/json");
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].startsWith("charset=")) {
                json &= parts[i].replace("\"", "").equals("charset=utf-8");
            }
        }
        String encoding = ctx.header("Content-Encoding");
        if (!json || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new ProblemException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, null, "the body must be application/json in UTF-8");
        }
    }
}
