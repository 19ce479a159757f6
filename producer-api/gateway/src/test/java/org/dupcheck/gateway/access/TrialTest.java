package org.dupcheck.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.dupcheck.gateway.pages.PageTest;
import org.dupcheck.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a trial whoever is at the machine needs no key; a page of another site, and whoever comes through a proxy, does. */
final class TrialTest extends PageTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost", "127.0.0.1:8080", "[::1]", "[::1]:8080"})
    void whoeverIsAtTheMachineNeedsNoKey(String host) {
        assertThat(status("GET /api/v1/reference-set", "Host: " + host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: attacker.example",
                "Host: 127.0.0.1.attacker.example",
                "Host: 10.0.0.1",
                "Host: 127.0.0.1\r\nX-Forwarded-For: 10.0.0.1",
                "Host: 127.0.0.1\r\nForwarded: for=10.0.0.1",
                "Host: 127.0.0.1\r\nOrigin: https://attacker.example",
                "Host: 127.0.0.1\r\nOrigin: null",
                "Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site",
                "Host: 127.0.0.1\r\nSec-Fetch-Site: same-site",
                "Host: 127.0.0.1\r\nAuthorization: Bearer nothing",
                "Host: 127.0.0.1\r\nAuthorization: Bearer ",
                "Host: 127.0.0.1\r\nAuthorization: Bearer",
                "Host: 127.0.0.1\r\nAuthorization:",
                "Host: 127.0.0.1\r\nAuthorization: Basic abc",
                "Host: 127.0.0.1\r\nAuthorization: dck_0123456789ab_x"
            })
    void othersNeedAKey(String headers) {
        assertThat(status("GET /api/v1/reference-set", headers)).isEqualTo(401);
    }

    @Test
    void whoeverComesByAProxyIsNoSamplePerson() {
        assertThat(status(
                        "POST /login",
                        "Host: 127.0.0.1\r\nX-Forwarded-For: 10.0.0.1\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 11",
                        "person=chen"))
                .isEqualTo(403);
    }

    @Test
    void aKeyIsTakenFromAnywhere() {
        ApiKey key = ApiKey.random(new SecureRandom());
        Store.on(gateway.database)
                .run(tables -> tables.apiKeys()
                        .add(key.row("a module", Grants.parse(List.of("module")), Instant.now(), null)));
        assertThat(status(
                        "GET /api/v1/reference-set",
                        "Host: dupcheck.example\r\nX-Forwarded-For: 10.0.0.1\r\nAuthorization: bearer " + key.text()))
                .isEqualTo(200);
    }

    private int status(String request, String headers) {
        return status(request, headers, "");
    }

    /** Java's client lets nobody say another host than the one it calls. */
    private int status(String request, String headers, String body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.role.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
