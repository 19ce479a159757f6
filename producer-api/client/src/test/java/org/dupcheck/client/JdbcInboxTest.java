package org.dupcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
class JdbcInboxTest {
    private WorkOrders orders;

    @BeforeEach
    void connect(PostgresService postgres) throws Exception {
        orders = new WorkOrders(postgres.newDatabase());
    }

    @Test
    void theSecondTimeNothingIsDone() throws Exception {
        assertThat(orders.inbox.apply("a", this::submit)).isTrue();
        assertThat(orders.inbox.apply("a", this::submit)).isFalse();
        assertThat(orders.submitted()).containsExactly("a");
    }

    @Test
    void aChangeThatFailsLeavesNoMark() throws Exception {
        assertThatThrownBy(() -> orders.inbox.apply("a", connection -> {
                    submit(connection);
                    throw new IllegalStateException("after the change");
                }))
                .hasMessage("after the change");
        assertThat(orders.submitted()).isEmpty();
        assertThat(orders.inbox.apply("a", this::submit)).isTrue();
        assertThat(orders.submitted()).containsExactly("a");
    }

    @Test
    void ofManyAtOnceOneMakesTheChange() throws Exception {
        int threads = 8;
        CountDownLatch all = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Boolean>> outcomes = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                outcomes.add(pool.submit(() -> {
                    all.countDown();
                    all.await();
                    return orders.inbox.apply("a", this::submit);
                }));
            }
            int made = 0;
            for (Future<Boolean> outcome : outcomes) {
                try {
                    made += outcome.get(1, TimeUnit.MINUTES) ? 1 : 0;
                } catch (ExecutionException e) {
                    // the other was there in between: a second try finds the mark
                    assertThat(e.getCause()).isInstanceOf(java.sql.SQLException.class);
                    assertThat(orders.inbox.apply("a", this::submit)).isFalse();
                }
            }
            assertThat(made).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(orders.submitted()).containsExactly("a");
    }

    @Test
    void theTableMayBeAnothersAndItsNameIsChecked() throws Exception {
        JdbcInbox own = new JdbcInbox(orders.dataSource(), "public.commands_seen");
        own.createTable();
        own.createTable();
        assertThat(own.apply("a", this::submit)).isTrue();
        assertThat(own.apply("a", this::submit)).isFalse();
        assertThatThrownBy(() -> new JdbcInbox(orders.dataSource(), "inbox; drop table work_order"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void submit(Connection connection) throws Exception {
        orders.submit(connection, Samples.command("a", "P-1"));
    }
}
