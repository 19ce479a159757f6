package org.dupcheck.notifier.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An SMTP server that takes everything but at one step, where it does as it was told. */
final class FakeSmtp implements AutoCloseable {
    private final ServerSocket socket;
    private final String step;
    private final String answer;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param step HELO, MAIL, RCPT, DATA, or END of the text
     * @param answer a code; or cut, hang or drip
     */
    FakeSmtp(String step, String answer) {
        this.step = step;
        this.answer = answer;
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "fake-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> lines() {
        return lines;
    }

    private void serve() {
        try (Socket connection = socket.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = connection.getOutputStream();
            say(out, "220 fake");
            boolean text = false;
            String line = in.readLine();
            while (line != null) {
                lines.add(line);
                if (!text || line.equals(".")) {
                    String at = text
                            ? "END"
                            : line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
                    if (!reply(out, at.equals("EHLO") ? "HELO" : at)) {
                        return;
                    }
                    text = at.equals("DATA") && !step.equals("DATA");
                }
                line = in.readLine();
            }
        } catch (IOException e) {
            // the client has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false where the line is cut */
    private boolean reply(OutputStream out, String at) throws IOException, InterruptedException {
        if (!at.equals(step)) {
            say(out, at.equals("DATA") ? "354 go on" : "250 ok");
            return true;
        }
        switch (answer) {
            case "cut" -> {
                return false;
            }
            case "hang" -> closed.await();
            case "drip" -> {
                while (!closed.await(100, TimeUnit.MILLISECONDS)) {
                    out.write('2');
                    out.flush();
                }
            }
            default -> say(out, answer + " words of the server");
        }
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
