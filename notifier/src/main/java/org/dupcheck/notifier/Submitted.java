package org.dupcheck.notifier;

import java.sql.SQLException;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/**
 * What one revision's submission says about the applicant and the work order. Personal data: not to be logged.
 *
 * @param userId null where nobody is to be told
 */
record Submitted(
        BusinessKey key,
        long revision,
        String workOrderId,
        String title,
        @Nullable String userId,
        @Nullable String phone,
        @Nullable String locale) {
    private static final String READ = """
            select work_order_id, title, user_id, phone, locale from submission
             where business_type = ? and business_id = ? and revision = ?
            """;

    /** Where the row has gone because its time was up, there is nobody to tell. */
    static Submitted read(Session session, BusinessKey key, long revision) throws SQLException {
        return session.queryOne(
                        READ,
                        row -> {
                            String title = row.getString("title");
                            return new Submitted(
                                    key,
                                    revision,
                                    row.getString("work_order_id"),
                                    title == null || title.isBlank() ? key.businessId() : title,
                                    row.getString("user_id"),
                                    row.getString("phone"),
                                    row.getString("locale"));
                        },
                        key.businessType(),
                        key.businessId(),
                        revision)
                .orElseGet(() -> new Submitted(key, revision, key.toString(), key.businessId(), null, null, null));
    }

    Submitted withWorkOrder(String id) {
        return new Submitted(key, revision, id, title, userId, phone, locale);
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "Submitted[" + key + ", " + revision + "]";
    }
}
