package org.dupcheck.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.documents.DocumentSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send their bodies slowly, break off, or send too much hold up nobody else. */
final class SlowBodiesTest extends GatewayTest {
    private static final int THREADS = 8;
    private static final String SUBMISSION =
            "{\"businessType\": \"slow\", \"businessId\": \"s\", \"mode\": \"PRECHECK\","
                    + " \"sections\": [{\"key\": \"a\", \"text\": \"面向园区能源的统一监测\"}]}";

    private final List<Socket> sockets = new ArrayList<>();
    private TestGateway small;

    private void open(Duration bodyTimeout) {
        small = gateway.another(
                settings -> settings.withDocuments(new DocumentSettings(4 << 20, 1, Duration.ofSeconds(5), 64))
                        .withHttp(settings.http()
                                .withThreads(THREADS, Duration.ofSeconds(2))
                                .withBodies(bodyTimeout, 8 << 20)));
    }

    @AfterEach
    void closeAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        if (small != null) {
            small.close();
        }
    }

    private Socket open(String headers, byte[] body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), small.role.port());
        sockets.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(("POST /api/v1/submissions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + headers
                                + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void bodiesThatTrickleHoldUpNobodyHoweverManyTheyAre() throws Exception {
        open(Duration.ofSeconds(30));
        for (int i = 0; i < 8 * THREADS; i++) {
            open("Content-Length: 1000\r\n", "{\"businessType\"".getBytes(StandardCharsets.US_ASCII));
        }
        for (int round = 0; round < 3; round++) {
            for (Socket socket : sockets) {
                socket.getOutputStream().write(' ');
            }
            assertThat(small.post("/submissions", SUBMISSION).statusCode()).isEqualTo(202);
            assertThat(small.get("/reference-set").statusCode()).isEqualTo(200);
            assertThat(small.send(small.request("/health/live").build()).statusCode())
                    .isEqualTo(200);
            assertThat(small.send(small.request("/health/ready").build()).statusCode())
                    .isEqualTo(200);
            assertThat(small.send(small.request("/metrics").build()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aBodyHasADeadlineWhetherItTricklesOrStops() throws Exception {
        open(Duration.ofMillis(700));
        Socket silent = open("Content-Length: 1000\r\n", new byte[0]);
        Socket trickling = open("Transfer-Encoding: chunked\r\n", new byte[0]);
        Thread drip = new Thread(() -> drip(trickling), "drip");
        drip.start();

        assertThat(answer(silent)).startsWith("HTTP/1.1 408").contains("\"code\":\"BODY_TIMEOUT\"");
        assertThat(answer(trickling)).startsWith("HTTP/1.1 408").contains("application/problem+json");
        drip.interrupt();
        drip.join(10_000);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItsEnd() throws Exception {
        open(Duration.ofSeconds(60));
        Socket endless = open("Transfer-Encoding: chunked\r\n", new byte[0]);
        byte[] piece = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 80; i++) {
            endless.getOutputStream().write(piece);
        }

        assertThat(answer(endless)).startsWith("HTTP/1.1 413").contains("\"code\":\"MESSAGE_TOO_LARGE\"");
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeAByteOfItCame() throws Exception {
        open(Duration.ofSeconds(60));
        Socket announced = open("Content-Length: 10000000\r\n", new byte[0]);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(announced.getInputStream(), StandardCharsets.UTF_8));

        assertThat(in.readLine()).startsWith("HTTP/1.1 413");
    }

    @Test
    void oneWhoAsksWhetherToSendTooMuchIsToldNotTo() throws Exception {
        open(Duration.ofSeconds(60));
        Socket asking = open("Content-Length: 10000000\r\nExpect: 100-continue\r\n", new byte[0]);

        assertThat(answer(asking)).startsWith("HTTP/1.1 413").contains("\"code\":\"MESSAGE_TOO_LARGE\"");
    }

    /** Each would take three of the eight mebibytes that all have together. */
    @Test
    void bodiesThatAreAnnouncedTooLargeTakeNoMemory() throws Exception {
        open(Duration.ofSeconds(60));
        byte[] much = new byte[3 << 20];
        for (int i = 0; i < 4; i++) {
            open("Content-Length: 10000000\r\n", much);
        }

        for (Socket socket : sockets) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).startsWith("HTTP/1.1 413");
        }
    }

    /** A byte whenever the connection takes one, until it is closed: never silent, never done. */
    private static void drip(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            while (!Thread.interrupted()) {
                out.write("1\r\n \r\n".getBytes(StandardCharsets.US_ASCII));
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // it was closed
        }
    }

    @Test
    void aBodyThatEndsEarlyIsTheClientsFaultAndNoErrorOfOurs() throws Exception {
        open(Duration.ofSeconds(30));
        Socket half = open("Content-Length: 1000\r\n", SUBMISSION.getBytes(StandardCharsets.UTF_8));
        half.shutdownOutput();
        assertThat(answer(half)).startsWith("HTTP/1.1 400").contains("BAD_REQUEST");
        Socket broken = open("Transfer-Encoding: chunked\r\n", "zz\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(answer(broken)).startsWith("HTTP/1.1 400");
        Socket gone = open("Content-Length: 1000\r\n", "{".getBytes(StandardCharsets.US_ASCII));
        gone.setSoLinger(true, 0);
        gone.close();
        // a request that comes after it is answered, so the one before has been dealt with
        assertThat(small.post("/submissions", SUBMISSION).statusCode()).isEqualTo(202);
        // what is logged as an error is answered with 500
        assertThat(small.meters
                        .find("dupcheck.http.requests")
                        .tag("status", "500")
                        .timers())
                .isEmpty();
    }

    @Test
    void bodiesThatComeInAtOnceHaveABoundInMemory() throws Exception {
        open(Duration.ofSeconds(30));
        byte[] large = new byte[3 << 20];
        java.util.Arrays.fill(large, (byte) ' ');
        for (int i = 0; i < 2; i++) {
            open("Content-Length: 4000000\r\n", large);
        }
        await().until(() -> {
            // two of three fit into eight mebibytes; the third is told to come again
            Socket third = open("Content-Length: 4000000\r\n", large);
            third.setSoTimeout(500);
            try {
                return answer(third).startsWith("HTTP/1.1 503");
            } catch (java.net.SocketException | java.net.SocketTimeoutException e) {
                return false;
            } finally {
                third.close();
            }
        });
        sockets.get(0).close();
        sockets.get(1).close();
        await().until(() -> small.post("/submissions", SUBMISSION).statusCode() == 202);
    }

    @Test
    void tellsAClientThatAsksFirstToGoOn() throws Exception {
        open(Duration.ofSeconds(30));
        HttpRequest asking = small.request(TestGateway.API + "/submissions")
                .header("Content-Type", "application/json")
                .expectContinue(true)
                .POST(BodyPublishers.ofString(SUBMISSION))
                .build();

        assertThat(small.send(asking).statusCode()).isEqualTo(202);
    }

    @Test
    void takesABodyInManyPieces() throws Exception {
        open(Duration.ofSeconds(30));
        String text = "文".repeat(1_000_000);
        HttpRequest chunked = small.request(TestGateway.API + "/submissions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(
                        SUBMISSION.replace("面向园区", text).getBytes(StandardCharsets.UTF_8))))
                .build();

        assertThat(small.send(chunked).statusCode()).isEqualTo(202);
        assertThat(gateway.lastPublished(gateway.topics.preChecks(), "slow:s")
                        .at("/sections/0/text")
                        .asText())
                .startsWith(text);
    }
}
