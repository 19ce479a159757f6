package org.dupcheck.notifier.outgoing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server of somebody else, which takes what it is sent and then does what it likes. */
public final class FakeReceiver implements AutoCloseable {
    private final ServerSocket socket;
    private final Thread acceptor;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Holds the port once nobody listens there, so that no other server of this machine gets it. */
    private final Socket held = new Socket();

    /** What was sent; header names in lower case. */
    public record Request(String line, Map<String, String> headers, String body) {}

    /** What the server does once it has a request. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    public FakeReceiver() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = daemon(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/hook?x=1";
    }

    public List<Request> requests() {
        return requests;
    }

    /** The next request that has no other answer gets this one; afterwards 200. */
    public void then(Behaviour behaviour) {
        script.add(behaviour);
    }

    public void thenStatus(int status, String... headers) {
        then(out ->
                write(out, "HTTP/1.1 " + status + " x\r\n" + String.join("", headers) + "Content-Length: 0\r\n\r\n"));
    }

    /** It has taken the message, and the line is cut. */
    public void thenCuts() {
        then(out -> {});
    }

    /** It says nothing, and holds the line. */
    public void thenHangs() {
        then(out -> closed.await());
    }

    /** It begins an answer of a million bytes, sends so many, and cuts the line. */
    public void thenCutsBody(int status) {
        then(out -> write(out, "HTTP/1.1 " + status + " x\r\nContent-Length: 1000000\r\n\r\nbegin"));
    }

    /** Its answer never ends. */
    public void thenAnswersForEver(int status) {
        then(out -> {
            write(out, "HTTP/1.1 " + status + " x\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (closed.getCount() > 0) {
                write(out, "400\r\n" + "x".repeat(1_024) + "\r\n");
            }
        });
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Nobody is there any more; a thread that still waits for a connection would get one all the same. */
    public void thenRefusesAll() {
        int port = socket.getLocalPort();
        try {
            socket.close();
            acceptor.join();
            held.setReuseAddress(true);
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread unused = daemon(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            requests.add(read(connection.getInputStream()));
            Behaviour behaviour = script.poll();
            if (behaviour == null) {
                write(connection.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            } else {
                behaviour.answer(connection.getOutputStream());
            }
        } catch (IOException e) {
            // the client has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        String[] lines = head.toString(StandardCharsets.US_ASCII).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).trim());
            }
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(lines[0], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-receiver");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
