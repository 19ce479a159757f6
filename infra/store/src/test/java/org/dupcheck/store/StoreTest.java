package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderState;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.KeptFixture;
import org.dupcheck.testkit.SettableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real database, with documents and times of its own for each test. */
@ExtendWith(DupcheckServices.class)
abstract class StoreTest {
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final KeptFixture<Database> DATABASES = new KeptFixture<>(StoreTest::migrated);

    static Database database;
    static Store store;

    final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
    final BusinessKey key = new BusinessKey("lixiang", "doc-" + KEYS.incrementAndGet());

    @BeforeAll
    static void open(PostgresService postgres) {
        database = DATABASES.open(postgres);
        store = Store.on(database);
    }

    private static Database migrated(PostgresService postgres) {
        return connect(postgres.copyOf("migrated", url -> {
            try (Database first = connect(url)) {
                first.migrate(Schema.NAME, Schema.MIGRATIONS);
            }
        }));
    }

    /** No test of tables is about a database that is away; and ten connections at once take longer on a busy machine. */
    private static Database connect(String url) {
        return Database.open(
                DatabaseSettings.of(url, Schema.NAME).withConnectionTimeout(Duration.ofSeconds(30)),
                new SimpleMeterRegistry());
    }

    @BeforeEach
    void empty() {
        sql(
                "truncate api_key, idempotency_key, check_task, pre_check, pre_check_text, section_result, verdict, verdict_review, passage_count, verdict_gone, submission, pending_match, work_order, work_order_history, work_order_command,"
                        + " confirmation, site_message, delivery, delivery_receipt, address_use, preference, contact, webhook_endpoint, reference_document, reference_text, reference_span, policy, policy_preview, recheck, due, dead_letter_replay, node, draft, draft_box");
        sql("update reference_past set whole_from = 0");
        sql("update percolation set version = 0");
        sql("update corpus_state set version = 0");
    }

    @AfterAll
    static void close() {
        DATABASES.close(database);
    }

    Instant now() {
        return clock.instant();
    }

    /** A time in days before now. */
    Instant daysAgo(int days) {
        return now().minus(Duration.ofDays(days));
    }

    static <T> T in(Function<Tables, T> work) {
        return store.inTransaction(work::apply);
    }

    // the same for one kind of result each, which assertThat needs to know

    static boolean holds(Predicate<Tables> work) {
        return store.inTransaction(work::test);
    }

    static long count(ToLongFunction<Tables> work) {
        return store.inTransaction(work::applyAsLong);
    }

    static String text(Function<Tables, String> work) {
        return in(work);
    }

    static <T> Optional<T> found(Function<Tables, Optional<T>> work) {
        return in(work);
    }

    static <T> List<T> all(Function<Tables, List<T>> work) {
        return in(work);
    }

    /** Begins an attempt at an SMS that is due, whatever stands in its way. */
    void begin(String deliveryId) {
        store.run(tables -> {
            tables.due().schedule(DueKind.DELIVERY_SMS, deliveryId, Duration.ofDays(-1));
            Due due = tables.due()
                    .claim(DueKind.DELIVERY_SMS, Duration.ofMinutes(1), 1)
                    .get(0);
            assertThat(tables.attempts().begin(due, "default", Duration.ofMinutes(1), now()))
                    .isTrue();
        });
    }

    /** For what is due: the database's clock cannot be set, so times are moved instead. */
    static void pass(Duration time) {
        sql("update due set due_at = due_at - ? * interval '1 millisecond'", time.toMillis());
    }

    static int sql(String statement, Object... parameters) {
        return database.inTransaction(session -> session.update(statement, parameters));
    }

    /** How many of a kind are due and claimed by nobody. */
    static long overdue(DueKind kind) {
        return column("select 1 from due where kind = ? and due_at <= clock_timestamp()", kind.name())
                .size();
    }

    /** The first column of all rows, as text. */
    static List<String> column(String query, Object... parameters) {
        return database.read(session -> session.query(query, row -> row.getString(1), parameters));
    }

    Submitted submitted(long revision) {
        return new Submitted(key, revision, "WO-" + key.businessId(), "智慧水务平台", "user-1", "13812345678", "zh-CN");
    }

    String verdictId(long revision) {
        return "v-" + key.businessId() + "-" + revision;
    }

    /** The row of a check that has come to that verdict, and the verdict. */
    void finished(long revision, ResultState result, String reasons) {
        String json = "{\"containment\": 0.25, \"matches\": [{}, {}], \"confirmationReasons\": " + reasons + "}";
        sql(
                """
                insert into check_task (business_type, business_id, create_time, update_time, record_partition,
                                        record_offset, record_time, hash, revision, mode, state, result_state,
                                        verdict_id, result)
                values (?, ?, ?, ?, 0, 0, now(), 'hash', ?, ?, ?, ?, ?, cast(? as json))
                    on conflict (business_type, business_id) do update
                   set revision = excluded.revision, state = excluded.state, result_state = excluded.result_state,
                       verdict_id = excluded.verdict_id, result = excluded.result
                """,
                key.businessType(),
                key.businessId(),
                now(),
                now(),
                revision,
                Mode.SUBMIT.name(),
                CheckState.FINISHED.code(),
                result.code(),
                verdictId(revision),
                json);
        sql(
                "insert into verdict (verdict_id, business_type, business_id, mode, revision, content_hash, corpus_version,"
                        + " engine_version, settings_version, result_state, created_at, body)"
                        + " values (?, ?, ?, 'SUBMIT', ?, 'hash', 7, 'e1', 's1', ?, ?, cast(? as json)) on conflict do nothing",
                verdictId(revision),
                key.businessType(),
                key.businessId(),
                revision,
                result.code(),
                now(),
                json);
    }

    void duplicates(long revision) {
        finished(revision, ResultState.DUPLICATES, "[\"DUPLICATES\"]");
    }

    void keepSubmission(long revision) {
        sql("""
                insert into submission (business_type, business_id, revision, title, sections, user_id, phone,
                                        locale, work_order_id, retain_until)
                values (?, ?, ?, ' ', '[]', 'user-1', '13812345678', 'zh-CN', ?, ?)
                """, key.businessType(), key.businessId(), revision, "WO-" + key.businessId(), now());
    }

    /** A work order of that revision that stands so, and whose applicant was told. */
    WorkOrder order(long revision, WorkOrderState state, Instant time) {
        WorkOrder order = new WorkOrder(
                key,
                "WO-" + key.businessId(),
                revision,
                state,
                verdictId(revision),
                null,
                verdictId(revision),
                null,
                time);
        store.run(tables -> tables.workOrders().write(order, null, null));
        return order;
    }

    WorkOrder order(long revision, WorkOrderState state) {
        return order(revision, state, now());
    }
}
