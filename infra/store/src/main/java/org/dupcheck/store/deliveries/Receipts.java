package org.dupcheck.store.deliveries;

import java.time.Instant;
import java.util.List;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.due.DueTable;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** What providers tell afterwards of the messages that they have taken. */
public final class Receipts {
    /** They are signed with a time that may be some minutes off: for a day, none is taken twice. */
    private static final String FORGET = """
            delete from delivery_receipt where ctid = any (array(
                select ctid from delivery_receipt where received_at < clock_timestamp() - interval '1 day'
                 order by received_at limit 100 for update skip locked))
            """;

    private static final String ADD =
            "insert into delivery_receipt (source, receipt_id) values (?, ?) on conflict do nothing";

    /**
     * A receipt may come before the call that sent the message has returned, or though the provider denied it. That it failed is no
     * end for one that is to be tried again: the provider has said so before, and there may be another.
     */
    private static final String APPLY = """
            update delivery
               set state = ?, error = ?, recipient = null, flagged_at = null, updated_at = ?
             where delivery_id = ? and channel = ? and via = ?
               and (state in ('SENDING', 'SENT', 'UNKNOWN') or state = 'INTENT' and ? = 'DELIVERED')
            """;

    private static final String KNOWN = "select 1 from delivery where delivery_id = ? and channel = ? and via = ?";

    private final Sql sql;
    private final DueTable due;

    public Receipts(Sql sql) {
        this.sql = sql;
        this.due = new DueTable(sql);
    }

    /** Notes that a receipt was taken; false where it was before. */
    public boolean isNew(String source, String receiptId) {
        sql.update(FORGET);
        return sql.update(ADD, source, receiptId) > 0;
    }

    /**
     * A message that went by that channel and way has come to its end. The first end counts.
     *
     * @param end DELIVERED or FAILED
     * @return false where there is no such message
     */
    public boolean apply(
            String channel, String via, String deliveryId, DeliveryState end, @Nullable String error, Instant now) {
        if (sql.update(APPLY, end.name(), error, now, deliveryId, channel, via, end.name()) > 0) {
            due.cancel(DueKind.ofChannel(channel), List.of(deliveryId));
            return true;
        }
        return sql.queryOne(KNOWN, row -> true, deliveryId, channel, via).isPresent();
    }
}
