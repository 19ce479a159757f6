package org.dupcheck.gateway.pages.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Problem;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.gateway.pages.operations.Once.Fact;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.retries.RetryService;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.deliveries.DeliveryViews;
import org.dupcheck.store.operators.FailedChecks.Checked;
import org.dupcheck.store.workorders.CommandState;
import org.dupcheck.store.workorders.CommandViews;

/** A page of each failed check, command and message, that asks before it is done once more. Thread-safe. */
public final class RetryPages {
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    static final String COMMANDS = "/operations/commands";
    static final String DELIVERIES = "/operations/deliveries";
    static final String CHECKS = "/operations/checks";

    /** Said by the address that an order leads on to. */
    private static final String DONE = "?done=true";

    private static final String COMMAND = COMMANDS + "/{commandId}";
    private static final String DELIVERY = DELIVERIES + "/{deliveryId}";
    private static final String CHECK = CHECKS + "/{type}/{id}";

    private final RetryService service;

    public RetryPages(RetryService service) {
        this.service = service;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(COMMAND, OPERATORS, request -> show(request, 200, command(request), ""));
        routes.post(COMMAND, OPERATORS, this::retryCommand);
        routes.get(DELIVERY, OPERATORS, request -> show(request, 200, delivery(request), ""));
        routes.post(DELIVERY, OPERATORS, this::resend);
        routes.get(CHECK, OPERATORS, request -> show(request, 200, check(request), ""));
        routes.post(CHECK, OPERATORS, this::retryCheck);
    }

    /** Where a check's page is. */
    public static String path(BusinessKey key) {
        return CHECKS + "/" + Links.encode(key.businessType()) + "/" + Links.encode(key.businessId());
    }

    private static void show(PageRequest request, int status, Once once, String refusal) {
        boolean isDone = refusal.isEmpty()
                && request.ctx().queryParam("done") != null
                && !once.before().isEmpty();
        request.show(status, "operations/once.jte", Map.of("once", once, "refusal", refusal, "isDone", isDone));
    }

    private Once command(PageRequest request) {
        Texts texts = request.texts();
        CommandViews.Listed command = service.command(request.person(), Parameters.path(request.ctx(), "commandId"));
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("commands.kind", texts.lookup("CommandKind." + command.kind())),
                new Fact("keys.state", texts.name(command.state())),
                new Fact("commands.id", command.commandId()),
                new Fact("commands.decided", texts.time(command.createdAt())),
                new Fact("commands.sent", command.sentAt() == null ? "–" : texts.time(command.sentAt())),
                new Fact("operations.tries", String.valueOf(command.tries()))));
        if (command.answeredAt() != null) {
            facts.add(new Fact("commands.answered", texts.time(command.answeredAt())));
        }
        if (command.answerReason() != null) {
            facts.add(new Fact("commands.reason", command.answerReason()));
        }
        boolean isAside = command.state() == CommandState.SET_ASIDE;
        String refusal = !isAside ? "commands.notAside" : command.isOvertaken() ? "commands.overtaken" : null;
        return new Once(
                title(request, command.key(), command.revision()),
                COMMANDS,
                "commands.title",
                facts,
                service.before(AuditAction.COMMAND_RETRIED, command.commandId()),
                "commands.ask",
                "commands.yes",
                refusal);
    }

    private static String title(PageRequest request, BusinessKey key, long revision) {
        return key + " " + request.texts().text("report.revision", revision);
    }

    private void retryCommand(PageRequest request) {
        String id = Parameters.path(request.ctx(), "commandId");
        try {
            service.retryCommand(request.person(), id);
            request.goTo(COMMANDS + "/" + Links.encode(id) + DONE);
        } catch (RuntimeException e) {
            refused(request, e, () -> command(request));
        }
    }

    private Once delivery(PageRequest request) {
        Texts texts = request.texts();
        DeliveryViews.Listed message = service.delivery(request.person(), Parameters.path(request.ctx(), "deliveryId"));
        List<Fact> facts = List.of(
                new Fact("deliveries.channel", message.channel()),
                new Fact("deliveries.kind", message.kind() == null ? "–" : MessageKinds.words(texts, message.kind())),
                new Fact("keys.state", texts.name(message.state())),
                new Fact("operations.error", message.error() == null ? "–" : message.error()),
                new Fact("operations.tries", String.valueOf(message.attempts())),
                new Fact("deliveries.written", texts.time(message.createdAt())),
                new Fact("deliveries.changed", texts.time(message.updatedAt())));
        String refusal =
                !message.isUnsettled() ? "deliveries.notFailed" : message.hasAddress() ? null : "deliveries.noAddress";
        return new Once(
                title(request, message.key(), message.revision()),
                DELIVERIES,
                "deliveries.title",
                facts,
                service.before(AuditAction.DELIVERY_RESENT, message.deliveryId()),
                message.state() == DeliveryState.UNKNOWN ? "deliveries.askUnknown" : "deliveries.ask",
                "deliveries.yes",
                refusal);
    }

    private void resend(PageRequest request) {
        String id = Parameters.path(request.ctx(), "deliveryId");
        try {
            service.resend(request.person(), id);
            request.goTo(DELIVERIES + "/" + Links.encode(id) + DONE);
        } catch (RuntimeException e) {
            refused(request, e, () -> delivery(request));
        }
    }

    private Once check(PageRequest request) {
        Texts texts = request.texts();
        BusinessKey key = Parameters.businessKey(request.ctx());
        Checked check = service.check(request.person(), key);
        List<Fact> facts = List.of(
                new Fact("keys.state", texts.name(check.state())),
                new Fact("operations.error", check.error() == null ? "–" : check.error()),
                new Fact("operations.tries", String.valueOf(check.attempts())));
        String refusal = RetryService.isRetriable(check)
                ? null
                : check.content() == null ? "checks.textGone" : "checks.notFailed";
        return new Once(
                title(request, key, check.revision()),
                CHECKS,
                "operations.failedChecks",
                facts,
                service.before(AuditAction.CHECK_RETRIED, key.toString()),
                "checks.ask",
                "checks.yes",
                refusal);
    }

    private void retryCheck(PageRequest request) {
        BusinessKey key = Parameters.businessKey(request.ctx());
        try {
            request.laterEither(
                    service.retryCheck(request.person(), key),
                    revision -> request.goTo(path(key) + DONE),
                    failure -> refused(request, failure, () -> check(request)));
        } catch (RuntimeException e) {
            refused(request, e, () -> check(request));
        }
    }

    /** With what holds now: somebody else was quicker. */
    private static void refused(PageRequest request, Throwable failure, Supplier<Once> now) {
        Problem problem = request.problem(failure);
        if (problem.status() == 409) {
            show(request, 409, now.get(), request.why(failure));
        } else {
            request.fail(failure);
        }
    }
}
