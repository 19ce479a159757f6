package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.store.verdicts.VerdictChanges;
import org.dupcheck.store.verdicts.VerdictChanges.Change;
import org.dupcheck.store.verdicts.VerdictChanges.Look;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerdictChangesTest extends StoreTest {
    private VerdictChanges changes;
    private Look start;

    @BeforeEach
    void look() {
        changes = new VerdictChanges(database);
        start = changes.look(null);
    }

    private static String insert(String verdictId, String businessId) {
        return "insert into verdict (verdict_id, business_type, business_id, mode, revision, content_hash, corpus_version,"
                + " engine_version, settings_version, result_state, created_at, body) values ('" + verdictId
                + "', '" + businessId + "-type', '" + businessId
                + "', 'SUBMIT', 1, 'h', 1, 'e', 's', " + ResultState.NONE.code() + ", now(), '{}')";
    }

    private static Change change(String verdictId, String businessId) {
        return new Change(verdictId, new BusinessKey(businessId + "-type", businessId));
    }

    @Test
    void tellsNothingWhereNothingHappened() {
        Look next = changes.look(start);

        assertThat(next.whole()).isTrue();
        assertThat(next.changes()).isEmpty();
        assertThat(next.corpusVersion()).isZero();
    }

    @Test
    void tellsWhatCameOnce() {
        sql(insert("v1", "a"));

        Look next = changes.look(start);

        assertThat(next.changes()).containsExactly(change("v1", "a"));
        assertThat(changes.look(next).changes()).isEmpty();
    }

    @Test
    void tellsWhatWasChangedByHandAndWhatIsGone() {
        sql(insert("v1", "a"));
        sql(insert("v2", "b"));
        Look before = changes.look(start);

        sql("update verdict set body = '{\"x\": 1}' where verdict_id = 'v1'");
        Look updated = changes.look(before);
        sql("delete from verdict where verdict_id = 'v2'");
        Look deleted = changes.look(updated);

        assertThat(updated.changes()).containsExactly(change("v1", "a"));
        assertThat(deleted.changes()).containsExactly(change("v2", "b"));
        assertThat(changes.look(deleted).changes()).isEmpty();
    }

    @Test
    void seesTheCorpusVersionOfTheSameMoment() {
        sql("update corpus_state set version = 7");

        assertThat(changes.look(start).corpusVersion()).isEqualTo(7);
    }

    /** The smaller number is committed later: neither is missed, and neither is told twice. */
    @Test
    void missesNothingOfTransactionsThatEndOutOfOrder() {
        database.inTransaction(session -> {
            session.update(insert("slow", "a"));
            sql(insert("quick", "b"));
            Look first = changes.look(start);
            Look second = changes.look(first);
            session.connection().commit();
            Look third = changes.look(second);

            assertThat(first.changes()).containsExactly(change("quick", "b"));
            assertThat(second.changes()).isEmpty();
            assertThat(third.changes()).containsExactly(change("slow", "a"));
            assertThat(changes.look(third).changes()).isEmpty();
            return true;
        });
    }

    @Test
    void neverTellsWhatWasRolledBack() {
        try {
            database.inTransaction(session -> {
                session.update(insert("never", "a"));
                throw new IllegalStateException("on purpose");
            });
        } catch (IllegalStateException e) {
            // as it should
        }

        assertThat(changes.look(start).changes()).isEmpty();
    }

    @Test
    void saysWhereItCannotTellAll() {
        sql("insert into verdict (verdict_id, business_type, business_id, mode, revision, content_hash, corpus_version,"
                + " engine_version, settings_version, result_state, created_at, body)"
                + " select 'many' || n, 't', 'b', 'SUBMIT', n, 'h', 1, 'e', 's', 2, now(), '{}'"
                + " from generate_series(1, 10001) n");

        Look next = changes.look(start);

        assertThat(next.whole()).isFalse();
        assertThat(next.changes()).isEmpty();
        assertThat(changes.look(next).whole()).isTrue();
    }

    @Test
    void saysWhereTheDatabaseIsAnotherOrWasPutBack() {
        Look restarted = new Look(start.snapshot(), "2001-01-01 00:00:00+00", 0, start.changes(), true);
        Look ahead = new Look("900000000:900000000:", start.serverStart(), 0, start.changes(), true);

        assertThat(changes.look(restarted).whole()).isFalse();
        assertThat(changes.look(ahead).whole()).isFalse();
    }

    @Test
    void forgetsWhatWentLongAgo() {
        sql(insert("old", "a"));
        sql(insert("new", "b"));
        sql("delete from verdict where verdict_id = 'old'");
        sql("update verdict_gone set gone_at = now() - interval '25 hours'");
        sql("delete from verdict where verdict_id = 'new'");

        assertThat(column("select verdict_id from verdict_gone")).containsExactly("new");
    }
}
