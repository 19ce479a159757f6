package org.dupcheck.gateway.access;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Every call of the API and who may make it, written by hand: it is what the guide says. */
final class AllowedCalls {
    /** The roles of each call. */
    static final Map<String, Set<Role>> ROLES = Map.ofEntries(
            entry("POST /api/v1/submissions", EnumSet.of(Role.MODULE)),
            entry("PUT /api/v1/submissions/{type}/{id}/sections/{key}", EnumSet.of(Role.MODULE)),
            entry(
                    "GET /api/v1/submissions/{type}/{id}/sections",
                    EnumSet.of(Role.MODULE, Role.APPLICANT, Role.REVIEWER)),
            entry(
                    "GET /api/v1/submissions/{type}/{id}/sections/events",
                    EnumSet.of(Role.MODULE, Role.APPLICANT, Role.REVIEWER)),
            entry("DELETE /api/v1/submissions/{type}/{id}", EnumSet.of(Role.MODULE, Role.APPLICANT)),
            entry("GET /api/v1/checks", EnumSet.of(Role.MODULE, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)),
            entry("GET /api/v1/checks/{type}/{id}", EnumSet.allOf(Role.class)),
            entry("GET /api/v1/checks/{type}/{id}/events", EnumSet.allOf(Role.class)),
            entry("GET /api/v1/verdicts/{verdictId}", EnumSet.of(Role.MODULE, Role.REVIEWER, Role.AUDITOR)),
            entry("GET /api/v1/verdicts/{type}/{id}/latest", EnumSet.of(Role.MODULE, Role.REVIEWER, Role.AUDITOR)),
            entry("GET /api/v1/verdicts/{type}/{id}/history", EnumSet.of(Role.MODULE, Role.REVIEWER, Role.AUDITOR)),
            entry(
                    "GET /api/v1/verdicts/{verdictId}/diff/{otherVerdictId}",
                    EnumSet.of(Role.MODULE, Role.REVIEWER, Role.AUDITOR)),
            entry(
                    "GET /api/v1/verdicts/{verdictId}/matches/{documentType}/{documentId}",
                    EnumSet.of(Role.MODULE, Role.REVIEWER, Role.AUDITOR)),
            entry("GET /api/v1/verdicts/{verdictId}/evidence", EnumSet.of(Role.MODULE, Role.REVIEWER, Role.AUDITOR)),
            entry("GET /api/v1/verdicts/{verdictId}/review", EnumSet.of(Role.MODULE, Role.REVIEWER, Role.AUDITOR)),
            entry("POST /api/v1/verdicts/{verdictId}/review", EnumSet.of(Role.REVIEWER)),
            entry("POST /api/v1/verdicts/{verdictId}/confirmation", EnumSet.of(Role.MODULE, Role.APPLICANT)),
            entry("POST /api/v1/reference-events", EnumSet.of(Role.MODULE, Role.OPERATOR)),
            entry("GET /api/v1/reference-set", EnumSet.of(Role.MODULE, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)),
            entry(
                    "GET /api/v1/reference-documents",
                    EnumSet.of(Role.MODULE, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)),
            entry(
                    "GET /api/v1/reference-documents/{type}/{id}",
                    EnumSet.of(Role.MODULE, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)),
            entry("POST /api/v1/documents", EnumSet.of(Role.MODULE, Role.APPLICANT, Role.REVIEWER, Role.OPERATOR)),
            entry("GET /api/v1/messages", EnumSet.of(Role.MODULE, Role.APPLICANT)),
            entry("POST /api/v1/messages/{id}/read", EnumSet.of(Role.MODULE, Role.APPLICANT)),
            entry("GET /api/v1/webhooks", EnumSet.of(Role.MODULE, Role.OPERATOR)),
            entry("POST /api/v1/webhooks", EnumSet.of(Role.MODULE, Role.OPERATOR)),
            entry("DELETE /api/v1/webhooks/{webhookId}", EnumSet.of(Role.MODULE, Role.OPERATOR)),
            entry("POST /api/v1/webhooks/{webhookId}/rotate", EnumSet.of(Role.MODULE, Role.OPERATOR)),
            entry("POST /api/v1/webhooks/{webhookId}/test", EnumSet.of(Role.MODULE, Role.OPERATOR)),
            entry("POST /api/v1/webhooks/{webhookId}/disable", EnumSet.of(Role.MODULE, Role.OPERATOR)),
            entry("GET /api/v1/webhooks/deliveries", EnumSet.of(Role.MODULE, Role.OPERATOR)),
            entry("POST /api/v1/webhooks/deliveries/{deliveryId}/resend", EnumSet.of(Role.MODULE, Role.OPERATOR)),
            // no role: the signature says who it is
            entry("POST /api/v1/sms/receipts/{gateway}", EnumSet.noneOf(Role.class)),
            entry("GET /api/v1/work-orders/{workOrderId}", EnumSet.allOf(Role.class)),
            entry(
                    "GET /api/v1/policies/{businessType}",
                    EnumSet.of(Role.MODULE, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)),
            entry("PUT /api/v1/policies/{businessType}", EnumSet.of(Role.OPERATOR)),
            entry("GET /api/v1/audit", EnumSet.of(Role.AUDITOR)),
            entry("POST /api/v1/checks/{type}/{id}/retry", EnumSet.of(Role.OPERATOR)),
            entry("GET /api/v1/work-order-commands", EnumSet.of(Role.OPERATOR, Role.AUDITOR)),
            entry("POST /api/v1/work-order-commands/{commandId}/retry", EnumSet.of(Role.OPERATOR)),
            entry("GET /api/v1/deliveries", EnumSet.of(Role.OPERATOR, Role.AUDITOR)),
            entry("POST /api/v1/deliveries/{deliveryId}/resend", EnumSet.of(Role.OPERATOR)),
            entry("GET /api/v1/preferences", EnumSet.of(Role.APPLICANT)),
            entry("PUT /api/v1/preferences", EnumSet.of(Role.APPLICANT)),
            entry("GET /api/v1/nodes", EnumSet.of(Role.OPERATOR)),
            entry("POST /api/v1/nodes/{nodeId}/drain", EnumSet.of(Role.OPERATOR)),
            entry("POST /api/v1/nodes/{nodeId}/resume", EnumSet.of(Role.OPERATOR)),
            entry("GET /api/v1/dead-letters", EnumSet.of(Role.OPERATOR)),
            entry("GET /api/v1/dead-letters/{topic}/{partition}/{offset}", EnumSet.of(Role.OPERATOR)),
            entry("POST /api/v1/dead-letters/{topic}/{partition}/{offset}/replay", EnumSet.of(Role.OPERATOR)),
            entry("POST /api/v1/policies/{businessType}/preview", EnumSet.of(Role.OPERATOR)),
            entry("GET /api/v1/policies/{businessType}/previews/{previewId}", EnumSet.of(Role.OPERATOR)));

    /** Lists that name no type tell a caller of one type of that one alone; and counts and files name no document. */
    static final Set<String> WITHOUT_TYPE = Set.of(
            "POST /api/v1/documents",
            "GET /api/v1/checks",
            "GET /api/v1/audit",
            "GET /api/v1/work-order-commands",
            "GET /api/v1/deliveries",
            "GET /api/v1/dead-letters",
            "GET /api/v1/nodes",
            "GET /api/v1/reference-set",
            "GET /api/v1/reference-documents",
            "GET /api/v1/webhooks",
            "GET /api/v1/webhooks/deliveries",
            "GET /api/v1/messages");

    private AllowedCalls() {}

    static boolean isFor(Role role, String call) {
        return ROLES.getOrDefault(call, Set.of()).contains(role);
    }
}
