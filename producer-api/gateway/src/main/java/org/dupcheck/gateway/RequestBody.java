package org.dupcheck.gateway;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Limits;

/** Reads JSON bodies: the media type checked, the size bounded while reading. */
final class RequestBody {
    /**
     * What is read and thrown away of a body that is too large, so that a client which sends first and reads later
     * gets its answer; beyond it the connection is closed.
     */
    private static final long MAX_DISCARDED_BYTES = 16L << 20;

    /** How long a body may take to come in; silence alone is bounded by the connection's idle timeout. */
    private static final long MAX_READ_NANOS = TimeUnit.MINUTES.toNanos(1);

    private RequestBody() {}

    /**
     * The body's bytes.
     *
     * @throws ProblemException where it is not JSON in UTF-8, or has more than {@link Limits#MAX_MESSAGE_BYTES}
     */
    static byte[] read(Context ctx) throws IOException {
        requireJson(ctx);
        long announced = ctx.req().getContentLengthLong();
        if (announced > Limits.MAX_MESSAGE_BYTES + MAX_DISCARDED_BYTES) {
            throw tooLarge();
        }
        InputStream in = ctx.req().getInputStream();
        byte[] chunk = new byte[16 << 10];
        ByteArrayOutputStream body =
                new ByteArrayOutputStream((int) Math.max(256, Math.min(announced, Limits.MAX_MESSAGE_BYTES)));
        long begin = System.nanoTime();
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (System.nanoTime() - begin > MAX_READ_NANOS) {
                throw new ProblemException(ErrorCode.BAD_REQUEST, null, "the body takes too long to come in");
            }
            if (body.size() + n > Limits.MAX_MESSAGE_BYTES) {
                discard(in, chunk);
                throw tooLarge();
            }
            body.write(chunk, 0, n);
        }
        return body.toByteArray();
    }

    private static void discard(InputStream in, byte[] chunk) throws IOException {
        long discarded = 0;
        int n = 0;
        while (n >= 0 && discarded < MAX_DISCARDED_BYTES) {
            n = in.read(chunk);
            discarded += n;
        }
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

    private static ProblemException tooLarge() {
        return new ProblemException(
                ErrorCode.MESSAGE_TOO_LARGE, null, "the body has more than " + Limits.MAX_MESSAGE_BYTES + " bytes");
    }
}
