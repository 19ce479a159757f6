package org.dupcheck.gateway.access;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.gateway.Rows;
import org.dupcheck.gateway.TestGateway;

/** Calls about the rows that {@link AccessMatrixTest} makes, complete, so that nothing but the caller can be wrong with them. */
final class WholeCalls {
    private final TestGateway gateway;
    private final String messageId;

    WholeCalls(TestGateway gateway, String messageId) {
        this.gateway = gateway;
        this.messageId = messageId;
    }

    /** Of the verdict that such a document has. */
    static String verdictId(BusinessKey key) {
        return Rows.verdict(key, 1, ResultState.DUPLICATES, Instant.EPOCH).verdictId();
    }

    /** @param authorization empty: none */
    HttpRequest request(String call, String type, String authorization) {
        String method = call.substring(0, call.indexOf(' '));
        String template = call.substring(call.indexOf(' ') + 1);
        String media = template.endsWith("/documents") ? "text/plain" : "application/json";
        HttpRequest.Builder request = gateway.request(path(template, type)).header("Content-Type", media);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        String body = body(call, type);
        return request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    private String path(String template, String type) {
        String verdictId = verdictId(new BusinessKey(type, "own"));
        String path = template.replace("{type}/{id}", type + "/" + (template.contains("reference") ? "ref" : "own"))
                .replace("{key}", "a")
                .replace("{businessType}", type)
                .replace("{previewId}", "none")
                .replace("{verdictId}", verdictId)
                .replace("{otherVerdictId}", verdictId)
                .replace("{documentType}/{documentId}", "initiation/D%2F1%20100%25")
                .replace("{workOrderId}", "WO-own")
                .replace("{webhookId}", template.endsWith("{webhookId}") ? "wh-deleted" : "wh-rotated")
                .replace("{deliveryId}", "wd-own")
                .replace("{commandId}", "cmd-own")
                .replace("{gateway}", "own")
                .replace("{nodeId}", "none")
                .replace("{topic}", "topic")
                .replace("{partition}", "0")
                .replace("{offset}", "0")
                .replace("{id}", messageId);
        if (template.endsWith("/messages")) {
            path += "?userId=wang";
        }
        if (template.endsWith("/documents")) {
            path += "?name=a.txt";
        }
        return path;
    }

    private static String body(String call, String type) {
        if (call.equals("POST /api/v1/submissions")) {
            return "{\"businessType\": \"" + type + "\", \"businessId\": \"new\", \"mode\": \"PRECHECK\","
                    + " \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}";
        }
        if (call.startsWith("POST") && call.endsWith("/review")) {
            return "{\"decision\": \"EXPLAIN\", \"note\": \"n\"}";
        }
        if (call.equals("POST /api/v1/webhooks")) {
            return "{\"businessType\": \"" + type + "\", \"url\": \"https://hook.example/\"}";
        }
        if (call.endsWith("/documents")) {
            return "面向园区的能源统一监测与调度。";
        }
        if (call.contains("/sections/{key}")) {
            return "{\"text\": \"文本\"}";
        }
        if (call.contains("reference-events")) {
            return "{\"documentType\": \"" + type
                    + "\", \"documentId\": \"x\", \"revision\": 1, \"kind\": \"DELETED\"}";
        }
        if (call.endsWith("/drain")) {
            return "{\"reason\": \"r\"}";
        }
        if (call.endsWith("/confirmation")) {
            return "{\"decision\": \"CONFIRM\", \"reason\": \"r\"}";
        }
        return call.startsWith("P") && (call.contains("/policies") || call.contains("/preferences")) ? "{}" : "";
    }
}
