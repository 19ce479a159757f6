package org.dupcheck.gateway.retries;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.Submission;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.MessagePublisher;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.audit.AuditedEntry;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.deliveries.DeliveryViews;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.operators.FailedChecks.Checked;
import org.dupcheck.store.operators.FailedChecks.Content;
import org.dupcheck.store.workorders.CommandState;
import org.dupcheck.store.workorders.CommandViews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has something done once more that came to no good end, for the operators of its type. Who did what is written with it. Of
 * two who ask at once one is told that there is nothing left to do, and nothing is done twice. Thread-safe.
 */
public final class RetryService {
    private static final Logger LOG = LoggerFactory.getLogger(RetryService.class);
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);

    /** Entries of the log that are looked through for what was done before. */
    private static final int MAX_BEFORE = 200;

    private final Store store;
    private final JsonCodec codec;
    private final MessagePublisher publisher;
    private final Clock clock;

    /** @param clock for when something was done */
    public RetryService(Store store, JsonCodec codec, MessagePublisher publisher, Clock clock) {
        this.store = store;
        this.codec = codec;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What was done about one of these before, the oldest first: as much as the audit log has of it, within bounds. */
    public List<AuditedEntry> before(AuditAction action, String subject) {
        List<AuditedEntry> entries = new ArrayList<>(
                store.read(tables -> tables.auditLog().before(null, subject, Long.MAX_VALUE, MAX_BEFORE)));
        entries.removeIf(entry -> !entry.action().equals(action.name()));
        Collections.reverse(entries);
        return entries;
    }

    private static boolean isFor(Caller caller, String type) {
        return caller.grants().cover(OPERATORS, type);
    }

    /** @throws ProblemException 404 where there is none, or it is for others */
    public Checked check(Caller caller, BusinessKey key) {
        return store.read(tables -> tables.failedChecks().find(key))
                .filter(found -> isFor(caller, key.businessType()))
                .orElseThrow(() -> ProblemException.notFound("nothing is known of this document"));
    }

    /** Whether a check failed and can begin again. */
    public static boolean isRetriable(Checked check) {
        return check.state() == CheckState.FAILED && check.content() != null;
    }

    /**
     * Has a failed check begin again: what was submitted goes to the topic once more, under its revision. Consumers take it
     * twice for what it is.
     *
     * @return fails with a {@link ProblemException}: NOTHING_TO_RETRY, NOT_FOUND, or UNAVAILABLE, after which it may have
     *     gone out all the same
     */
    public CompletableFuture<Long> retryCheck(Caller caller, BusinessKey key) {
        Checked check = check(caller, key);
        if (check.state() != CheckState.FAILED) {
            throw nothing("the check is " + check.state() + ", and not FAILED");
        }
        if (check.content() == null) {
            throw nothing("what was submitted is kept no longer; it has to be sent again");
        }
        Submission submission = submission(key, check.revision(), Objects.requireNonNull(check.content()));
        if (!ContentHash.of(submission).equals(check.contentHash())) {
            throw nothing("what is kept is not what was checked; it has to be sent again");
        }
        store.run(tables ->
                note(tables, caller, AuditAction.CHECK_RETRIED, key.businessType(), key.toString(), check.revision()));
        return publisher.publish(submission).thenApply(sent -> check.revision());
    }

    private Submission submission(BusinessKey key, long revision, Content content) {
        Applicant applicant =
                content.userId() == null ? null : new Applicant(content.userId(), content.phone(), content.locale());
        return new Submission(
                key.businessType(),
                key.businessId(),
                revision,
                Mode.SUBMIT,
                content.title(),
                List.of(codec.read(content.sections(), Section[].class)),
                applicant,
                content.workOrderId(),
                null,
                List.of(codec.read(content.signals(), Signal[].class)));
    }

    /** @throws ProblemException 404 where there is none, or it is for others */
    public CommandViews.Listed command(Caller caller, String id) {
        return forCaller(caller, store.read(tables -> tables.commandViews().find(id)));
    }

    private static CommandViews.Listed forCaller(Caller caller, Optional<CommandViews.Listed> found) {
        return found.filter(command -> isFor(caller, command.key().businessType()))
                .orElseThrow(() -> ProblemException.notFound("there is no such command"));
    }

    /**
     * Has a command published that was set aside, under its id.
     *
     * @throws ProblemException NOTHING_TO_RETRY or NOT_FOUND
     */
    public void retryCommand(Caller caller, String id) {
        store.run(tables -> {
            CommandViews.Listed command =
                    forCaller(caller, tables.commandViews().lock(id));
            if (command.state() != CommandState.SET_ASIDE) {
                throw nothing("the command is not set aside");
            }
            if (command.isOvertaken()) {
                throw nothing("there is a later command of this document; an earlier one after it would undo that");
            }
            tables.commandViews().giveBack(command);
            Integer minutes = tables.policies()
                    .inForce(codec, command.key().businessType())
                    .answerWithinMinutes();
            if (minutes != null) {
                tables.due().schedule(DueKind.ANSWER, id, Duration.ofMinutes(minutes));
            }
            note(tables, caller, AuditAction.COMMAND_RETRIED, command.key().businessType(), id, command.revision());
        });
    }

    /** @throws ProblemException 404 where there is none, or it is for others */
    public DeliveryViews.Listed delivery(Caller caller, String id) {
        return message(caller, store.read(tables -> tables.deliveryViews().find(id)));
    }

    private static DeliveryViews.Listed message(Caller caller, Optional<DeliveryViews.Listed> found) {
        return found.filter(message -> isFor(caller, message.key().businessType()))
                .orElseThrow(() -> ProblemException.notFound("there is no such delivery"));
    }

    /**
     * Has a message go out again that failed, or whose outcome is not known. It goes only if it is still true.
     *
     * @throws ProblemException NOTHING_TO_RETRY, BEING_SENT or NOT_FOUND
     */
    public void resend(Caller caller, String id) {
        store.run(tables -> {
            DeliveryViews.Listed message =
                    message(caller, tables.deliveryViews().lock(id));
            if (message.state() == DeliveryState.SENDING) {
                throw new ProblemException(ErrorCode.BEING_SENT, null, "it is just being sent; look again in a minute");
            }
            if (!message.isUnsettled()) {
                throw nothing("the message is " + message.state() + ", and neither FAILED nor UNKNOWN");
            }
            if (!message.hasAddress()) {
                throw nothing(
                        message.endpointId() == null
                                ? "where it should go is kept no longer"
                                : "the webhook is disabled or deleted");
            }
            tables.deliveryViews().resend(message, now());
            note(tables, caller, AuditAction.DELIVERY_RESENT, message.key().businessType(), id, message.revision());
        });
    }

    private static void note(
            Tables tables, Caller caller, AuditAction action, String type, String subject, long revision) {
        tables.auditLog().add(new AuditEntry(action, type, subject, revision, null, null, caller.subject(), null));
        LOG.info("{} has it done once more: {} {}", caller.subject(), action, subject);
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException nothing(String detail) {
        return new ProblemException(ErrorCode.NOTHING_TO_RETRY, null, detail);
    }
}
