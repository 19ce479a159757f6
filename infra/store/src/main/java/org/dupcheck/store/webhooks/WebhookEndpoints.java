package org.dupcheck.store.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The addresses that hear of documents. Only those are ever called. */
public final class WebhookEndpoints {
    /** Addresses of one business type. */
    public static final int MAX_OF_TYPE = 20;

    private static final String COLUMNS = "endpoint_id, business_type, url, events, secret,"
            + " case when previous_until > ? then previous_secret end as previous_secret,"
            + " created_at, created_by, disabled_at, disabled_reason";

    /** One type's additions come one after the other, or two at once could both be the last one. */
    private static final String LOCK_TYPE = "select pg_advisory_xact_lock(hashtextextended('webhook ' || ?, 0))";

    private static final String ADD = """
            insert into webhook_endpoint (endpoint_id, business_type, url, events, secret, created_at, created_by)
            select ?, ?, ?, ?, ?, ?, ?
             where (select count(*) from webhook_endpoint where business_type = ?) < ?
            """;

    private static final String ROTATE = """
            update webhook_endpoint set previous_secret = secret, previous_until = ?, secret = ?
             where endpoint_id = ?
            """;

    private static final String DISABLE = """
            update webhook_endpoint set disabled_at = ?, disabled_reason = ?
             where endpoint_id = ? and disabled_at is null
            """;

    private final Sql sql;

    public WebhookEndpoints(Sql sql) {
        this.sql = sql;
    }

    /** @return false where the type has {@link #MAX_OF_TYPE} already */
    public boolean add(WebhookEndpoint endpoint) {
        var unused = sql.queryOne(LOCK_TYPE, row -> true, endpoint.businessType());
        return sql.update(
                        ADD,
                        endpoint.endpointId(),
                        endpoint.businessType(),
                        endpoint.url(),
                        sql.texts(endpoint.events(), event -> event),
                        endpoint.secrets().get(0),
                        endpoint.createdAt(),
                        endpoint.createdBy(),
                        endpoint.businessType(),
                        MAX_OF_TYPE)
                > 0;
    }

    /** Of one type, or of all, oldest first; those that are disabled too. */
    public List<WebhookEndpoint> list(@Nullable String businessType, int limit, Instant now) {
        return sql.query(
                "select " + COLUMNS + " from webhook_endpoint where ?::text is null or business_type = ?"
                        + " order by business_type, created_at, endpoint_id limit ?",
                WebhookEndpoints::endpoint,
                now,
                businessType,
                businessType,
                limit);
    }

    /** Those of a type that are in use and hear of such an event. */
    public List<WebhookEndpoint> hearing(String businessType, Instant now) {
        return sql.query(
                "select " + COLUMNS + " from webhook_endpoint where business_type = ? and disabled_at is null"
                        + " order by created_at, endpoint_id",
                WebhookEndpoints::endpoint,
                now,
                businessType);
    }

    public Optional<WebhookEndpoint> find(String endpointId, Instant now) {
        return sql.queryOne(
                "select " + COLUMNS + " from webhook_endpoint where endpoint_id = ?",
                WebhookEndpoints::endpoint,
                now,
                endpointId);
    }

    /** Another secret signs from now on, and the one of before beside it until that time. */
    public void rotate(String endpointId, String secret, Instant previousUntil) {
        sql.update(ROTATE, previousUntil, secret, endpointId);
    }

    /** It is called no more. The first reason stays. */
    public void disable(String endpointId, String reason, Instant now) {
        sql.update(DISABLE, now, reason, endpointId);
    }

    public void delete(String endpointId) {
        sql.update("delete from webhook_endpoint where endpoint_id = ?", endpointId);
    }

    private static WebhookEndpoint endpoint(ResultSet row) throws SQLException {
        List<String> secrets = new ArrayList<>(List.of(row.getString("secret")));
        String previous = row.getString("previous_secret");
        if (previous != null) {
            secrets.add(previous);
        }
        return new WebhookEndpoint(
                row.getString("endpoint_id"),
                row.getString("business_type"),
                row.getString("url"),
                Session.texts(row, "events"),
                List.copyOf(secrets),
                Session.instant(row, "created_at"),
                row.getString("created_by"),
                Session.instantOrNull(row, "disabled_at"),
                row.getString("disabled_reason"));
    }
}
