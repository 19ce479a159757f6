package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.Store;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
class AuditCommandTest {
    private final Map<String, String> environment = new HashMap<>();

    private Database database;

    @BeforeEach
    void migrate(PostgresService postgres) {
        String url = MigratedDatabase.url(postgres);
        environment.put("DUPCHECK_DATABASE_URL", url);
        environment.put("DUPCHECK_KAFKA", "127.0.0.1:1"); // the command asks no broker
        environment.put("DUPCHECK_AUTH", "keys");
        database = MigratedDatabase.connect(url);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void add(String subject, String note) {
        Store.on(database)
                .run(tables -> tables.auditLog()
                        .add(new AuditEntry(
                                AuditAction.CONFIRMED,
                                "project",
                                subject,
                                1L,
                                "verdict-1",
                                "command-1",
                                "wang",
                                note)));
    }

    private Terminal run(int status, String... arguments) {
        Terminal terminal = new Terminal(environment, 0);
        assertThat(terminal.run(arguments)).as(terminal.err()).isEqualTo(status);
        return terminal;
    }

    @Test
    void aLogThatIsWholeIsSaidToBeSoAndNamesItsNewestEntry() {
        assertThat(run(DupcheckCommand.DONE, "audit", "verify").out()).contains("whole: 0 entries");
        add("project:1", "自有成果");
        String first = newest(run(DupcheckCommand.DONE, "audit", "verify").out());
        add("project:2", "同上");
        String out =
                run(DupcheckCommand.DONE, "audit", "verify", "--expect", first).out();
        assertThat(out).contains("whole: 2 entries").doesNotContain("no longer kept");
        assertThat(newest(out)).startsWith("2:").isNotEqualTo(first);
    }

    @Test
    void whatWasChangedOrCutOffIsNamed() {
        add("project:1", "自有成果");
        add("project:2", "同上");
        String newest = newest(run(DupcheckCommand.DONE, "audit", "verify").out());
        change("delete from audit_log where number = 2");
        assertThat(run(DupcheckCommand.FAILED, "audit", "verify", "--expect", newest)
                        .out())
                .contains("NOT whole: entry 2 is expected, and the log ends with 1");
        change("update audit_log set subject = 'project:3' where number = 1");
        assertThat(run(DupcheckCommand.FAILED, "audit", "verify").out())
                .contains("NOT whole: entry 1 is not as it was written");
    }

    @Test
    void whatWasDecidedIsShownTheNewestFirst() {
        assertThat(run(DupcheckCommand.DONE, "audit", "show").out()).contains("nothing was decided");
        add("project:1", "自有成果");
        add("project:2", "同上");
        assertThat(run(DupcheckCommand.DONE, "audit", "show", "project:1").out())
                .contains("CONFIRMED", "project:1", "wang", "自有成果", "command-1")
                .doesNotContain("project:2");
        assertThat(run(DupcheckCommand.DONE, "audit", "show", "--limit", "1").out())
                .contains("project:2")
                .doesNotContain("project:1");
        change("delete from audit_person");
        assertThat(run(DupcheckCommand.DONE, "audit", "show").out())
                .contains("(forgotten)")
                .doesNotContain("wang");
        assertThat(run(DupcheckCommand.DONE, "audit", "verify").out()).contains("2 of them is no longer kept");
    }

    @Test
    void whatIsNoMarkIsRefused() {
        assertThat(run(DupcheckCommand.USAGE, "audit", "verify", "--expect", "2")
                        .err())
                .contains("--expect");
        assertThat(run(DupcheckCommand.USAGE, "audit", "show", "--limit", "0").err())
                .contains("--limit");
        assertThat(run(DupcheckCommand.USAGE, "audit").err()).contains("verify or show");
    }

    private void change(String sql) {
        database.inTransaction(session -> {
            session.update("set local session_replication_role = replica");
            return session.update(sql);
        });
    }

    private static String newest(String out) {
        return out.lines()
                .filter(line -> line.startsWith("newest: "))
                .map(line -> line.substring("newest: ".length()))
                .findFirst()
                .orElseThrow();
    }
}
