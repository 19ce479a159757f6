package org.dupcheck.gateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.dupcheck.contract.ErrorCode;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a request's body whole before any route sees the request. While a body comes in, it holds no thread: one is
 * taken only when there are bytes to copy. So clients that send slowly, however many, hold up nobody. Bounded are a
 * body's time, its size, and the memory of all that are coming in. Thread-safe.
 */
final class BodyReader extends Handler.Wrapper {
    /**
     * What is read and thrown away of a body that is too large, so that a client which sends first and reads later
     * gets its answer; beyond it the connection is closed.
     */
    static final long MAX_DISCARDED_BYTES = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    private final Duration timeout;
    private final long maxMemoryBytes;
    private final LargeBodies large;
    private final AtomicLong memoryBytes = new AtomicLong();

    /**
     * @param timeout for a whole body of the usual size, from its headers to its last byte; larger ones have as much more
     * @param maxMemoryBytes held for all bodies that are coming in; who needs more is answered with 503
     * @param large where bodies may be larger than a message
     */
    BodyReader(Duration timeout, long maxMemoryBytes, LargeBodies large) {
        this.timeout = timeout;
        this.maxMemoryBytes = maxMemoryBytes;
        this.large = large;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long announced = request.getLength();
        boolean hasBody =
                announced > 0 || (announced < 0 && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
        if (!hasBody) {
            return super.handle(request, response, callback);
        }
        new Reading(request, response, callback).begin(announced);
        return true;
    }

    private boolean pass(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, response, callback);
    }

    /** One body. Run by one thread at a time: at first, and whenever there is something to read. */
    private final class Reading implements Runnable {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final EndPoint endPoint;
        private final long usualIdleMillis;
        private final LargeBodies.Bound bound;
        private final long deadlineNanos;
        private ByteArrayOutputStream body = new ByteArrayOutputStream(256);
        /** Of what all hold together; given back once, by whichever thread. */
        private final AtomicLong heldBytes = new AtomicLong();

        private boolean isTooLarge;
        private long discardedBytes;
        /** Of the refusal that is told before the body has ended; null where none is. */
        private Callback.@Nullable Completable told;

        Reading(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
            this.usualIdleMillis = endPoint.getIdleTimeout();
            this.bound = large.of(request.getHttpURI().getCanonicalPath());
            this.deadlineNanos = System.nanoTime() + timeout.toNanos() * bound.messages();
        }

        void begin(long announced) throws Exception {
            isTooLarge = announced > bound.maxBytes();
            if (isTooLarge && (announced > bound.maxBytes() + MAX_DISCARDED_BYTES || asksFirst())) {
                tooLarge();
                return;
            }
            if (isTooLarge) {
                tellTooLarge();
            }
            run();
        }

        /** Such a client sends nothing until it is told to. */
        private boolean asksFirst() {
            return request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
        }

        @Override
        public void run() {
            try {
                read();
            } catch (ProblemException e) {
                refuse(e);
            } catch (Throwable e) {
                end();
                Response.writeError(request, response, callback, e);
            }
        }

        private void read() throws Exception {
            boolean last = false;
            while (!last) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
                if (leftMillis <= 0) {
                    throw tooSlow();
                }
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    // one who sends nothing more is told by the connection's silence
                    endPoint.setIdleTimeout(Math.min(usualIdleMillis, leftMillis));
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    throw broken(chunk.getFailure());
                }
                last = chunk.isLast();
                take(chunk);
            }
            if (isTooLarge) {
                tooLarge();
            } else {
                handOver();
            }
        }

        private void take(Content.Chunk chunk) {
            try {
                ByteBuffer bytes = chunk.getByteBuffer();
                int length = bytes.remaining();
                if (isTooLarge || body.size() + length > bound.maxBytes()) {
                    isTooLarge = true;
                    free();
                    discardedBytes += length;
                    tellTooLarge();
                    if (discardedBytes > MAX_DISCARDED_BYTES) {
                        throw bound.tooLarge();
                    }
                } else if (length > 0) {
                    if (memoryBytes.addAndGet(length) > maxMemoryBytes) {
                        memoryBytes.addAndGet(-length);
                        throw ProblemException.unavailable("too many bodies come in at once", 1);
                    }
                    heldBytes.addAndGet(length);
                    byte[] copy = new byte[length];
                    bytes.get(copy);
                    body.writeBytes(copy);
                }
            } finally {
                chunk.release();
            }
        }

        private void handOver() throws Exception {
            byte[] bytes = body.toByteArray();
            if (bound.isUsual()) {
                end();
                pass(bytes, callback);
            } else {
                // a large one is in memory until it is answered, and counts for as long
                endPoint.setIdleTimeout(usualIdleMillis);
                body = new ByteArrayOutputStream(0);
                pass(bytes, Callback.from(callback, this::free));
            }
        }

        private void pass(byte[] bytes, Callback then) throws Exception {
            if (!BodyReader.this.pass(new WithBody(request, bytes), response, then)) {
                Response.writeError(request, response, then, 404);
            }
        }

        /** Told by the page that it was sent to, in the reader's language, or else here. */
        private void tooLarge() throws Exception {
            if (bound.isOfPage()) {
                end();
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
                request.setAttribute(RequestBody.REFUSAL, bound.tooLarge());
                pass(new byte[0], callback);
            } else {
                refuse(bound.tooLarge());
            }
        }

        /** At once: one who sends for ever would never be told. What still comes is read, so that the answer is. */
        private void tellTooLarge() {
            if (told == null && !bound.isOfPage()) {
                Callback.Completable written = new Callback.Completable();
                told = written;
                write(bound.tooLarge(), written);
            }
        }

        /** The answer to one whose body will not be read on; the connection is of no more use then. */
        private void refuse(ProblemException problem) {
            end();
            if (told == null) {
                write(problem, callback);
            } else {
                var unused = told.whenComplete((done, failure) -> callback.succeeded());
            }
        }

        private void write(ProblemException problem, Callback then) {
            LOG.debug("a body was refused: {}", problem.getMessage());
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            JettyProblems.write(response, problem, then);
        }

        private void end() {
            free();
            endPoint.setIdleTimeout(usualIdleMillis);
        }

        private void free() {
            memoryBytes.addAndGet(-heldBytes.getAndSet(0));
            body = new ByteArrayOutputStream(0);
        }
    }

    private static ProblemException broken(Throwable failure) {
        return failure instanceof TimeoutException
                ? tooSlow()
                : new ProblemException(ErrorCode.BAD_REQUEST, null, "the body ended early or is malformed");
    }

    private static ProblemException tooSlow() {
        return new ProblemException(ErrorCode.BODY_TIMEOUT, null, "the body takes too long to come in");
    }

    /** The request with its body in memory. */
    private static final class WithBody extends Request.Wrapper {
        private final int length;
        private final Content.Source body;

        WithBody(Request request, byte[] body) {
            super(request);
            this.length = body.length;
            this.body = Content.Source.from(ByteBuffer.wrap(body));
        }

        @Override
        public long getLength() {
            return length;
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable demandCallback) {
            body.demand(demandCallback);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
        }
    }
}
