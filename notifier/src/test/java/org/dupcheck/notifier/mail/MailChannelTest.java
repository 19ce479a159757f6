package org.dupcheck.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.channels.OutgoingMessage;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.workorders.Submitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailChannelTest {
    private static final BusinessKey KEY = new BusinessKey("lixiang", "a");
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aMessageArrivesAsItIsWrittenAndInTheSameNameAtEveryAttempt() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (MailChannel channel = channel(server.getSmtp().getPort(), LONG)) {
            assertThat(channel.send(message("发现重复内容\r\nBcc: all@example.org", "正文\n.\n第二行")))
                    .isEqualTo(Outcome.taken());
            assertThat(channel.send(message("title", "text"))).isEqualTo(Outcome.taken());
            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).hasSize(2);
            MimeMessage first = received[0];
            assertThat(first.getSubject()).isEqualTo("发现重复内容 Bcc: all@example.org");
            assertThat(first.getContent().toString().replace("\r", "").strip()).isEqualTo("正文\n.\n第二行");
            assertThat(first.getHeader("Bcc")).isNull();
            assertThat(first.getAllRecipients()).singleElement().hasToString("li@example.org");
            assertThat(first.getFrom()).singleElement().hasToString("dupcheck@example.org");
            assertThat(first.getSentDate()).isEqualTo("2026-03-01T08:00:00Z");
            assertThat(first.getHeader("Message-ID"))
                    .containsExactly("<id-1@example.org>")
                    .isEqualTo(received[1].getHeader("Message-ID"));
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT,  550, REFUSED",
        "RCPT,  451, POSTPONED",
        "MAIL,  552, REFUSED",
        "MAIL,  421, POSTPONED",
        "MAIL,  530, POSTPONED",
        "MAIL,  550, POSTPONED",
        "RCPT,  530, POSTPONED",
        "DATA,  451, POSTPONED",
        "DATA,  554, REFUSED",
        "END,   554, REFUSED",
        "END,   452, POSTPONED",
        "HELO,  cut, POSTPONED",
        "RCPT,  cut, POSTPONED",
        "DATA,  cut, POSTPONED",
        "END,   cut, UNKNOWN"
    })
    void whatTheServerSaysIsItsWordAndAfterDataSilenceIsNone(String step, String answer, Outcome.Kind kind)
            throws Exception {
        try (FakeSmtp server = new FakeSmtp(step, answer);
                MailChannel channel = channel(server.port(), LONG)) {
            Outcome outcome = channel.send(message("title", "text"));
            assertThat(outcome.kind()).as(String.valueOf(outcome)).isEqualTo(kind);
            assertThat(outcome.error()).doesNotContain("words of the server", "li@");
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT, POSTPONED", "END, UNKNOWN"})
    void aServerThatSaysNothingIsNotWaitedFor(String step, Outcome.Kind kind) throws Exception {
        try (FakeSmtp server = new FakeSmtp(step, "hang");
                MailChannel channel = channel(server.port(), Duration.ofMillis(900))) {
            assertThat(channel.send(message("title", "text")).kind()).isEqualTo(kind);
        }
    }

    @Test
    void aServerThatAnswersDropByDropIsCutOff() throws Exception {
        try (FakeSmtp server = new FakeSmtp("HELO", "drip");
                MailChannel channel = channel(server.port(), Duration.ofMillis(900))) {
            assertThat(channel.send(message("title", "text"))).isEqualTo(Outcome.postponed("no answer in time"));
        }
    }

    @Test
    void whoeverDoesNotListenHasNotTakenIt() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (MailChannel channel = channel(port, LONG)) {
            assertThat(channel.send(message("title", "text")).kind()).isEqualTo(Outcome.Kind.POSTPONED);
        }
    }

    @Test
    void nothingIsSentInTheClearUnlessItIsSaidSo() throws Exception {
        try (FakeSmtp server = new FakeSmtp("none", "cut");
                MailChannel channel = new MailChannel(
                        settings(server.port(), MailSettings.Security.STARTTLS, LONG), Clock.systemUTC())) {
            assertThat(channel.send(message("title", "text")).kind()).isEqualTo(Outcome.Kind.POSTPONED);
            assertThat(server.lines()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        try (MailChannel channel = channel(1, LONG)) {
            OutgoingMessage bad =
                    new OutgoingMessage("id-1", KEY, "K", "li@example.org\r\nBcc: x", "t", "b", 1, "default");
            assertThat(channel.send(bad).kind()).isEqualTo(Outcome.Kind.REFUSED);
        }
    }

    @Test
    void whoHasNamedAnAddressIsWrittenTo() {
        try (MailChannel channel = channel(1, LONG)) {
            Submitted li = new Submitted(KEY, 1, "WO", "title", "li", null, null);
            assertThat(channel.addressOf(li, new Contact("li@example.org", null, null)))
                    .hasValue("li@example.org");
            assertThat(channel.addressOf(li, Contact.NONE)).isEmpty();
            assertThat(channel.isLong()).isTrue();
            assertThat(channel.plan().repeatable()).isFalse();
        }
    }

    @Test
    void settingsNeedASenderAndHideThePassword() {
        assertThatThrownBy(() -> new MailSettings(
                        "mail.example",
                        25,
                        MailSettings.Security.TLS,
                        "",
                        "",
                        "nobody",
                        1,
                        LONG,
                        LONG,
                        MailSettings.DEFAULT_TRIES))
                .hasMessageStartingWith("from: ");
        assertThat(settings(25, MailSettings.Security.TLS, LONG).toString()).doesNotContain("hush");
    }

    private static MailChannel channel(int port, Duration timeout) {
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);
        return new MailChannel(settings(port, MailSettings.Security.NONE, timeout), clock);
    }

    private static MailSettings settings(int port, MailSettings.Security security, Duration timeout) {
        return new MailSettings(
                "127.0.0.1",
                port,
                security,
                "",
                "hush",
                "dupcheck@example.org",
                1,
                LONG,
                timeout,
                MailSettings.DEFAULT_TRIES);
    }

    private static OutgoingMessage message(String title, String body) {
        return new OutgoingMessage("id-1", KEY, "DUPLICATES", "li@example.org", title, body, 1, "default");
    }
}
