package org.dupcheck.gateway.pages.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditedEntry;
import org.jspecify.annotations.Nullable;

/**
 * Where what an entry is about is shown, on pages that the reader may open. What is there no longer says so there.
 *
 * @param subject null for nowhere, as of the others
 * @param verdict the report
 * @param detail the version of a policy, or the command that it led to
 * @param isCommand whether {@code detail} is a command
 */
public record AuditLinks(
        @Nullable String subject,
        @Nullable String verdict,
        @Nullable String detail,
        boolean isCommand) {
    private static final String OPERATIONS = "/operations/";
    private static final Pattern LETTER = Pattern.compile("(.+)-(\\d+)@(\\d+)");
    private static final Pattern VERSION = Pattern.compile("version (\\d+)");

    /** Which pages are open to who reads. */
    record Reader(boolean isReviewer, boolean isOperator) {
        static Reader of(Caller caller) {
            return new Reader(caller.isReviewer(), caller.isOperator());
        }
    }

    static AuditLinks of(AuditedEntry entry, @Nullable AuditAction action, Reader reader) {
        String verdict =
                entry.verdictId() == null || !reader.isReviewer() ? null : "/review/" + Links.encode(entry.verdictId());
        if (action == null || !reader.isOperator()) {
            return new AuditLinks(null, verdict, null, false);
        }
        String detail = entry.detail();
        boolean isCommand = detail != null
                && (action == AuditAction.SUBMITTED || action == AuditAction.CONFIRMED || action == AuditAction.AGREED);
        String path = detail == null
                ? null
                : isCommand
                        ? OPERATIONS + "commands/" + Links.encode(detail)
                        : version(entry.subject(), detail, action);
        return new AuditLinks(subject(entry, action), verdict, path, isCommand);
    }

    private static @Nullable String subject(AuditedEntry entry, AuditAction action) {
        String subject = Links.encode(entry.subject());
        return switch (action) {
            case POLICY_SAVED -> OPERATIONS + "policies/" + subject;
            case KEY_ADDED, KEY_REPLACED, KEY_REVOKED -> OPERATIONS + "keys/" + subject;
            case WEBHOOK_ADDED, WEBHOOK_SECRET_REPLACED, WEBHOOK_DISABLED -> OPERATIONS + "webhooks/" + subject;
            case COMMAND_RETRIED -> OPERATIONS + "commands/" + subject;
            case DELIVERY_RESENT -> OPERATIONS + "deliveries/" + subject;
            case NODE_DRAINED, NODE_RESUMED -> OPERATIONS + "nodes";
            case DEAD_LETTER_REPLAYED -> letter(entry.subject());
            case WEBHOOK_DELETED -> null;
            default -> check(entry);
        };
    }

    private static @Nullable String letter(String subject) {
        Matcher place = LETTER.matcher(subject);
        return place.matches()
                ? OPERATIONS + "dead-letters/" + Links.encode(place.group(1)) + "/" + place.group(2) + "/"
                        + place.group(3)
                : null;
    }

    private static @Nullable String check(AuditedEntry entry) {
        String type = entry.businessType();
        return type != null && entry.subject().startsWith(type + ":")
                ? OPERATIONS + "checks/" + Links.encode(type) + "/"
                        + Links.encode(entry.subject().substring(type.length() + 1))
                : null;
    }

    private static @Nullable String version(String subject, String detail, AuditAction action) {
        Matcher version = VERSION.matcher(detail);
        return action == AuditAction.POLICY_SAVED && version.matches()
                ? OPERATIONS + "policies/" + Links.encode(subject) + "/versions/" + version.group(1)
                : null;
    }
}
