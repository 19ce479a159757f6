package org.dupcheck.notifier.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.dupcheck.notifier.channels.OutgoingMessage;

/** A message that knows whether it was begun to be sent: that is after DATA, which the server has agreed to. */
final class Letter extends MimeMessage {
    private final String messageId;
    private volatile boolean begun;

    /**
     * Nothing in the message can become another header: addresses are one address each, and the title is one line.
     *
     * @throws MessagingException where an address is none
     */
    Letter(Session session, OutgoingMessage message, String from, Instant now) throws MessagingException {
        super(session);
        this.messageId = "<" + message.deliveryId() + from.substring(from.lastIndexOf('@')) + ">";
        setFrom(new InternetAddress(from, true));
        setRecipient(Message.RecipientType.TO, new InternetAddress(message.recipient(), true));
        setSubject(oneLine(message.title() == null ? "" : message.title()), StandardCharsets.UTF_8.name());
        setText(message.body(), StandardCharsets.UTF_8.name());
        setSentDate(Date.from(now));
        setHeader("Auto-Submitted", "auto-generated");
        saveChanges();
    }

    private static String oneLine(String title) {
        return title.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    /** At every attempt the same, so that a reader's program can tell. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoreList) throws IOException, MessagingException {
        begun = true;
        super.writeTo(out, ignoreList);
    }

    boolean isBegun() {
        return begun;
    }
}
