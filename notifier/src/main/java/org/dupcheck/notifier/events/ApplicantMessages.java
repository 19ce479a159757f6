package org.dupcheck.notifier.events;

import java.time.Instant;
import java.util.Objects;
import org.dupcheck.notifier.channels.Channels;
import org.dupcheck.notifier.channels.DeliverySettings;
import org.dupcheck.notifier.messages.Messages;
import org.dupcheck.store.Tables;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.messages.NewMessage;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.Submitted;
import org.jspecify.annotations.Nullable;

/**
 * What people are told, written in the transaction of what it is about: on the site, and where they want it by channels out of
 * the house. Who calls holds the lock of the document's check. Thread-safe.
 */
public final class ApplicantMessages {
    private final Messages messages;
    private final DeliveryPlanner planner;

    /**
     * @param channels that messages leave the house by
     * @param settings when they do
     */
    public ApplicantMessages(Messages messages, Channels channels, DeliverySettings settings) {
        this.messages = messages;
        this.planner = new DeliveryPlanner(channels, settings);
    }

    /** Whom it is told, in the language they want, and how they can be reached besides. */
    private record Addressee(Submitted submitted, Contact contact) {
        static Addressee of(Tables tables, Submitted submitted) {
            String userId = submitted.userId();
            Contact contact =
                    userId == null ? Contact.NONE : tables.preferences().contact(userId);
            String locale = contact.locale();
            return new Addressee(locale == null ? submitted : submitted.withLocale(locale), contact);
        }
    }

    /** Tells the applicant, where the submission names one, something that is told once of a content. */
    void tell(Tables tables, Submitted submitted, @Nullable String verdictId, MessageKind kind, Instant now) {
        tell(tables, submitted, verdictId, Notice.of(kind), now);
    }

    /** Tells the applicant, where the submission names one. */
    void tell(Tables tables, Submitted submitted, @Nullable String verdictId, Notice notice, Instant now) {
        Addressee to = Addressee.of(tables, submitted);
        MessageKind kind = notice.kind();
        Messages.Text text = messages.siteMessage(kind, to.submitted(), notice.note(), notice.earlier());
        Long messageId = write(tables, to.submitted(), verdictId, kind, text, now);
        String line = messages.line(kind, to.submitted(), notice.earlier());
        String content = content(tables, to.submitted());
        DeliveryPlanner.Told told = new DeliveryPlanner.Told(kind, content, notice.again(), messageId, text, line);
        boolean unused = planner.deliver(tables, to.submitted(), to.contact(), told, now);
    }

    /** Of a revision that is no longer the newest, the content is not known any more; nor is that of a withdrawn one. */
    private static String content(Tables tables, Submitted submitted) {
        return tables.workOrders()
                .lockCheck(submitted.key())
                .filter(check -> check.revision() == submitted.revision())
                .map(CurrentCheck::contentHash)
                .orElse("revision " + submitted.revision());
    }

    /**
     * Tells the applicant, where the submission names one, what the current verdict says.
     *
     * @return whether there is something to send
     */
    boolean tellVerdict(Tables tables, Submitted submitted, MessageKind kind, CurrentCheck check, Instant now) {
        Addressee to = Addressee.of(tables, submitted);
        Messages.Text text = messages.siteMessage(kind, to.submitted(), figures(check), check.reasons());
        Long messageId = write(tables, to.submitted(), check.verdictId(), kind, text, now);
        return deliver(tables, to, kind, check, messageId, text, now);
    }

    /**
     * Lets a question that stands on the site already go out of the house: once for each content and kind, whatever the
     * revision.
     *
     * @return whether there is something to send
     */
    boolean askAgain(Tables tables, Submitted submitted, MessageKind kind, CurrentCheck check, Instant now) {
        Addressee to = Addressee.of(tables, submitted);
        Long messageId = tables.siteMessages()
                .newest(submitted.key(), submitted.revision(), kind)
                .orElse(null);
        Messages.Text text = messages.siteMessage(kind, to.submitted(), figures(check), check.reasons());
        return deliver(tables, to, kind, check, messageId, text, now);
    }

    private boolean deliver(
            Tables tables,
            Addressee to,
            MessageKind kind,
            CurrentCheck check,
            @Nullable Long messageId,
            Messages.Text text,
            Instant now) {
        String content = Objects.requireNonNullElse(check.contentHash(), "");
        String line = messages.line(kind, to.submitted(), figures(check), check.reasons());
        DeliveryPlanner.Told told = new DeliveryPlanner.Told(kind, content, "", messageId, text, line);
        return planner.deliver(tables, to.submitted(), to.contact(), told, now);
    }

    private static Messages.Figures figures(CurrentCheck check) {
        return new Messages.Figures(check.containment(), check.matches());
    }

    /** The message's id; null where nobody is named. */
    private static @Nullable Long write(
            Tables tables,
            Submitted submitted,
            @Nullable String verdictId,
            MessageKind kind,
            Messages.Text text,
            Instant now) {
        String userId = submitted.userId();
        if (userId == null) {
            return null;
        }
        NewMessage message = new NewMessage(
                submitted.key(), submitted.revision(), verdictId, userId, kind, text.title(), text.body());
        return tables.siteMessages().write(message, now);
    }
}
