package org.dupcheck.store.due;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The queue of everything that has a time, worked off by any number of nodes. Times are the database's: what a node's
 * clock shows plays no part, and no two nodes disagree. A claim is a lease: when it is over and the work was not settled,
 * since the node died or hangs, the next node claims it.
 */
public final class DueTable {
    private static final String SCHEDULE = """
            insert into due as d (kind, subject, receiver, due_at, claim)
            values (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond', nextval('due_claim'))
                on conflict (kind, subject) do update
               set due_at = excluded.due_at, claim = excluded.claim, attempts = 0, asked_again = false,
                   receiver = coalesce(excluded.receiver, d.receiver)
            """;

    /**
     * Nothing changes for who holds a lease: the row is due again once that one is done. Of a lease that is over the row is due
     * anyway.
     */
    private static final String REQUEST = """
            insert into due as d (kind, subject, due_at, claim) values (?, ?, clock_timestamp(), nextval('due_claim'))
                on conflict (kind, subject) do update
               set asked_again = %1$s,
                   due_at = case when %1$s then d.due_at else least(d.due_at, excluded.due_at) end,
                   claim = case when %1$s then d.claim else excluded.claim end,
                   attempts = case when %1$s then d.attempts else 0 end
            """.formatted("(d.leased_claim is not distinct from d.claim)");

    private static final String CANCEL = "delete from due where kind = ? and subject = any (?::text[])";

    /** The time is a subquery: a function that changes within a statement can bound no walk along the index. */
    private static final String CLAIM = """
            with oldest as (
                select kind, subject, due_at from due
                 where kind = ? and due_at <= (select clock_timestamp())
                   and (receiver is null or receiver <> all (?::text[]))
                 order by due_at limit ? for update skip locked),
            claimed as (select kind, subject, due_at, nextval('due_claim') as claim from oldest)
            update due d
               set due_at = clock_timestamp() + ? * interval '1 millisecond', attempts = d.attempts + 1,
                   claim = o.claim, leased_claim = o.claim, asked_again = false
              from claimed o where d.kind = o.kind and d.subject = o.subject
            returning d.subject, d.attempts, d.claim, d.receiver,
                      cast(1000 * extract(epoch from clock_timestamp() - o.due_at) as bigint) as late
            """;

    private static final String DONE =
            "delete from due where kind = ? and subject = ? and claim = ? and not asked_again";

    private static final String DONE_AND_ASKED_AGAIN = """
            update due set due_at = clock_timestamp(), claim = nextval('due_claim'), attempts = 0, asked_again = false
             where kind = ? and subject = ? and claim = ? and asked_again
            """;

    private static final String AGAIN = """
            update due set due_at = clock_timestamp() + ? * interval '1 millisecond', claim = nextval('due_claim'),
                           asked_again = false
             where kind = ? and subject = ? and claim = ?
            """;

    private final Sql sql;

    public DueTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Is to be done after that time, from the commit on. Where it was scheduled before, the new time counts, and a claim on
     * it is void: whoever holds it can settle nothing.
     *
     * @param in from now; zero or less: at once
     */
    public void schedule(DueKind kind, String subject, Duration in) {
        schedule(kind, subject, null, in);
    }

    /**
     * The same of what calls somebody's server.
     *
     * @param receiver of up to 36 characters; null: the one that it had before
     */
    public void schedule(DueKind kind, String subject, @Nullable String receiver, Duration in) {
        sql.update(SCHEDULE, kind.name(), subject, receiver, in.toMillis());
    }

    /**
     * Is to be done at once, from the commit on, whatever time it had. Where somebody is at it, that one keeps the claim, and
     * it is due again as soon as that one is done: so nobody else begins meanwhile.
     */
    public void request(DueKind kind, String subject) {
        sql.update(REQUEST, kind.name(), subject);
    }

    /** They are not to be done any more; has no effect where nothing is scheduled. */
    public void cancel(DueKind kind, Collection<String> subjects) {
        sql.update(CANCEL, kind.name(), sql.texts(subjects, subject -> subject));
    }

    /**
     * Takes what has been due for longest, the oldest first; empty where nothing of the kind is.
     *
     * @param lease after which each is due again, unless it was settled
     * @param limit 1 or more
     */
    public List<Due> claim(DueKind kind, Duration lease, int limit) {
        return claim(kind, lease, limit, Set.of());
    }

    /**
     * The same but for some receivers.
     *
     * @param except what calls their servers stays as it is
     */
    public List<Due> claim(DueKind kind, Duration lease, int limit, Collection<String> except) {
        List<Due> claimed = sql.query(
                CLAIM,
                row -> new Due(
                        kind,
                        row.getString("subject"),
                        row.getInt("attempts"),
                        row.getLong("claim"),
                        Duration.ofMillis(row.getLong("late")),
                        row.getString("receiver")),
                kind.name(),
                sql.texts(except, receiver -> receiver),
                limit,
                lease.toMillis());
        return claimed.stream()
                .sorted(Comparator.comparing(Due::late).reversed())
                .toList();
    }

    /**
     * It is done. In the transaction of the work itself, this lets the work happen once: whoever is told false rolls back. What
     * was requested since the claim is due again at once.
     *
     * @return false where the claim is no longer the caller's
     */
    public boolean done(Due due) {
        // in this order: a request that comes between the two is seen by the second
        return sql.update(DONE, due.kind().name(), due.subject(), due.claim()) > 0
                || sql.update(DONE_AND_ASKED_AGAIN, due.kind().name(), due.subject(), due.claim()) > 0;
    }

    /** It is to be done again after that time, which does for what was requested too; otherwise as {@link #done}. */
    public boolean again(Due due, Duration in) {
        return sql.update(AGAIN, in.toMillis(), due.kind().name(), due.subject(), due.claim()) > 0;
    }
}
