package org.dupcheck.runtime.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingRulesTest {
    private static final OutgoingRules PRIVATE = new OutgoingRules(true, true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "::169.254.169.254",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "2001::1",
                "2001:db8::1",
                "2002:a9fe:a9fe::1",
                "3fff::1",
                "4000::1"
            })
    void someAddressesAreNeverCalled(String address) throws UnknownHostException {
        assertThat(OutgoingRules.STRICT.allows(InetAddress.getByName(address))).isFalse();
        assertThat(PRIVATE.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1", "10.255.255.255", "127.0.0.1", "127.9.9.9", "172.16.0.1", "172.31.255.255", "192.168.1.1",
                "100.64.0.1", "100.127.255.255", "::1", "fc00::1", "fdff::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"
            })
    void privateOnesOnlyWhereThatIsAllowed(String address) throws UnknownHostException {
        assertThat(OutgoingRules.STRICT.allows(InetAddress.getByName(address))).isFalse();
        assertThat(PRIVATE.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.0.1",
                "192.169.0.1",
                "198.17.0.1",
                "198.20.0.1",
                "2001:4860::1",
                "2400:3200::1",
                "2606:4700::1"
            })
    void thoseOfTheInternetAreCalled(String address) throws UnknownHostException {
        assertThat(OutgoingRules.STRICT.allows(InetAddress.getByName(address))).isTrue();
    }

    /** One address that may be called does not speak for the others of its name. */
    @Test
    void aNameIsAskedOnceAndOneForbiddenAddressIsEnough() throws UnknownHostException {
        List<String> asked = new ArrayList<>();
        InetAddress good = InetAddress.getByName("1.1.1.1");
        InetAddress bad = InetAddress.getByName("10.0.0.1");
        assertThat(OutgoingRules.STRICT.addresses("a.example", host -> {
                    asked.add(host);
                    return new InetAddress[] {good};
                }))
                .containsExactly(good);
        assertThat(asked).containsExactly("a.example");
        assertThatThrownBy(() -> OutgoingRules.STRICT.addresses("a", host -> new InetAddress[] {good, bad}))
                .isInstanceOf(ForbiddenAddressException.class)
                .hasMessageNotContaining("10.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "http://a.example/",
                "ftp://a.example/",
                "https:///x",
                "https://u:p@a.example/",
                "//a.example",
                "https://a.example/#x",
                "https://a b/",
                "https://127.0.0.1/",
                "https://[::1]:8443/x",
                "https://10.1/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://localhost/",
                "https://a.LocalHost:8443/",
                "https://a.example:0/",
                "https://a.example:65536/",
                "file:///etc/passwd"
            })
    void whatIsNoUrlToCallIsToldWhenItIsWritten(String url) {
        assertThat(OutgoingRules.STRICT.fault(url)).isPresent();
    }

    @Test
    void whatIsIsTaken() {
        assertThat(OutgoingRules.STRICT.fault("https://a.example:8443/hook?x=1"))
                .isEmpty();
        assertThat(OutgoingRules.STRICT.fault("https://1.1.1.1/hook")).isEmpty();
        assertThat(OutgoingRules.STRICT.fault("https://localhost.example:65535/"))
                .isEmpty();
        assertThat(PRIVATE.fault("http://127.0.0.1:8080/hook")).isEmpty();
        assertThat(PRIVATE.fault("http://localhost:8080/hook")).isEmpty();
        assertThat(PRIVATE.fault("gopher://a.example/"))
                .hasValueSatisfying(x -> assertThat(x).contains("http"));
        assertThat(OutgoingRules.STRICT.fault("https://a.example/" + "x".repeat(2_000)))
                .isPresent();
    }
}
