package org.dupcheck.notifier.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dupcheck.notifier.channels.Channel;
import org.dupcheck.notifier.channels.ChannelContext;
import org.dupcheck.notifier.channels.ChannelPlan;
import org.dupcheck.notifier.channels.ChannelProvider;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.channels.OutgoingMessage;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.workorders.Submitted;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * E-mail to applicants who have named an address, over a connection of its own for each message. At most once: where the line
 * breaks after the server has agreed to take the text, nobody knows whether it has. Errors have the server's code, not its words.
 */
public final class MailChannel implements Channel {
    private static final String NAME = "EMAIL";
    private static final int PERMANENT = 500;
    private static final int MAX_CAUSES = 10;
    private static final int UNKNOWN_PARAMETER = 504;
    private static final int SIGN_IN_FIRST = 530;
    private static final int SIGN_IN_LAST = 539;
    private static final int TRANSIENT = 400;

    private final MailSettings settings;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor deadlines;

    MailChannel(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.deadlines = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "dupcheck-notifier-mail-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /** Makes the channel where a server is set. */
    public static final class Provider implements ChannelProvider {
        @Override
        public Optional<Channel> open(ChannelContext context) {
            MailSettings settings = context.part(MailSettings.class);
            return settings.isOn() ? Optional.of(new MailChannel(settings, context.clock())) : Optional.empty();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChannelPlan plan() {
        return new ChannelPlan(
                false, settings.tries(), settings.sendingTimeout(), settings.workers(), settings.pollInterval());
    }

    @Override
    public Optional<String> addressOf(Submitted applicant, Contact contact) {
        return Optional.ofNullable(contact.email());
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        DeadlineSockets sockets = new DeadlineSockets();
        Session session = Session.getInstance(properties(sockets));
        Letter letter;
        try {
            letter = new Letter(session, message, settings.from(), clock.instant());
        } catch (MessagingException e) {
            return Outcome.refused("the address is none");
        }
        ScheduledFuture<?> deadline =
                deadlines.schedule(sockets::cut, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return hand(session, letter);
        } catch (MessagingException e) {
            return outcomeOf(e, letter, sockets.isOver());
        } finally {
            deadline.cancel(false);
            sockets.cut();
        }
    }

    private Outcome hand(Session session, Letter letter) throws MessagingException {
        Transport transport = session.getTransport("smtp");
        transport.connect(
                settings.host(),
                settings.port(),
                settings.user().isEmpty() ? null : settings.user(),
                settings.user().isEmpty() ? null : settings.password());
        Address[] to = letter.getAllRecipients();
        transport.sendMessage(letter, to);
        return Outcome.taken(); // what becomes of the farewell changes nothing: the connection is just cut
    }

    /** The server's own code is its word; without one it is unknown from the first byte of the text on. */
    private static Outcome outcomeOf(MessagingException e, Letter letter, boolean isOver) {
        int code = codeOf(e);
        if (code >= PERMANENT && !isOfUs(e, code)) {
            return Outcome.refused("the server answered " + code);
        }
        if (code >= TRANSIENT) { // also what the server says of us and not of the message: somebody will mend it
            return Outcome.postponed("the server answered " + code);
        }
        String what = isOver ? "no answer in time" : kindOf(e);
        return letter.isBegun() ? Outcome.unknown(what) : Outcome.postponed(what);
    }

    private static String kindOf(MessagingException e) {
        // a password that is wrong is nothing about this message: somebody will mend it
        return e instanceof AuthenticationFailedException
                ? "the server does not let us in"
                : e.getClass().getSimpleName();
    }

    /** Whether the server means us and not the message: our sender, our sign-in, or how we greet it. */
    private static boolean isOfUs(MessagingException failure, int code) {
        if (code == UNKNOWN_PARAMETER || (code >= SIGN_IN_FIRST && code <= SIGN_IN_LAST)) {
            return true;
        }
        boolean ofSender = false;
        Exception next = failure;
        for (int i = 0; i < MAX_CAUSES && next != null; i++) {
            if (next instanceof SMTPAddressFailedException) {
                return false;
            }
            ofSender |= next instanceof SMTPSenderFailedException;
            next = next instanceof MessagingException messaging ? messaging.getNextException() : null;
        }
        return ofSender;
    }

    /** Of the innermost failure that has one; 0 where none has. */
    private static int codeOf(MessagingException failure) {
        int code = 0;
        Exception next = failure;
        for (int i = 0; i < MAX_CAUSES && next != null; i++) {
            if (next instanceof SMTPAddressFailedException address) {
                code = address.getReturnCode();
            } else if (next instanceof SMTPSenderFailedException sender) {
                code = sender.getReturnCode();
            } else if (next instanceof SMTPSendFailedException send && send.getReturnCode() >= TRANSIENT) {
                code = send.getReturnCode();
            }
            next = next instanceof MessagingException messaging ? messaging.getNextException() : null;
        }
        return code;
    }

    private Properties properties(DeadlineSockets sockets) {
        String step = Long.toString(Math.max(1, settings.timeout().toMillis() / 3));
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", step);
        properties.put("mail.smtp.timeout", step);
        properties.put("mail.smtp.writetimeout", step);
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.security() == MailSettings.Security.TLS));
        boolean starts = settings.security() == MailSettings.Security.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(starts));
        properties.put("mail.smtp.starttls.required", Boolean.toString(starts));
        properties.put("mail.smtp.allow8bitmime", "false");
        properties.put("mail.smtp.sendpartial", "false");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.localhost", "dupcheck");
        return properties;
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }
}
