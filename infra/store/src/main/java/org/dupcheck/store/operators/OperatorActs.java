package org.dupcheck.store.operators;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;

/** What operators had done once more: who, what and when. Written with the act, and not changed. */
public final class OperatorActs {
    private static final String ADD =
            "insert into operator_act (kind, subject, acted_by, acted_at) values (?, ?, ?, ?)";

    private static final String OF = """
            select kind, subject, acted_by, acted_at from operator_act
             where kind = ? and subject = any (?::text[]) order by acted_at, id
            """;

    private static final String PURGE = """
            delete from operator_act where id in (
                select id from operator_act where acted_at < ? order by acted_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public OperatorActs(Sql sql) {
        this.sql = sql;
    }

    /** What was done; the names are what {@code operator_act.kind} holds. */
    public enum Kind {
        /** A failed check was begun again; the subject is the document's key with {@code @} and the revision. */
        CHECK_RETRIED,
        /** A command that was set aside was given back; the subject is the command's id. */
        COMMAND_RETRIED,
        /** A message was sent again; the subject is the delivery's id. */
        DELIVERY_RESENT
    }

    /** @param by who had it done */
    public record Act(Kind kind, String subject, String by, Instant at) {}

    /** Somebody has something done. */
    public void add(Act act) {
        sql.update(ADD, act.kind().name(), act.subject(), act.by(), act.at());
    }

    /** All acts of that kind on these, the oldest first. */
    public List<Act> of(Kind kind, Collection<String> subjects) {
        return sql.query(
                OF,
                row -> new Act(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("subject"),
                        row.getString("acted_by"),
                        Session.instant(row, "acted_at")),
                kind.name(),
                sql.texts(subjects, subject -> subject));
    }

    /**
     * Deletes acts of before then.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }
}
