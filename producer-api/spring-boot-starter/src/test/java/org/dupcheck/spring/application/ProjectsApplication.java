package org.dupcheck.spring.application;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Published;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.spring.DupcheckVerdictListener;
import org.dupcheck.spring.DupcheckWorkOrderListener;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A business module as somebody would write it: it submits projects, hears what came of them, and submits work orders. */
@SpringBootApplication
public class ProjectsApplication {

    /** The module's work. {@code @Transactional} puts a proxy around it, as in most applications. */
    @Service
    public static class Projects {
        private final List<VerdictEvent> heard = new CopyOnWriteArrayList<>();
        private final CheckClient client;
        private final JdbcTemplate database;

        Projects(CheckClient client, JdbcTemplate database) {
            this.client = client;
            this.database = database;
            database.execute("create table if not exists work_order (id text, attempt serial)");
        }

        public Published submit(String id, String text) {
            return client.submit(new Submission(
                            "project",
                            id,
                            CheckClient.NEXT_REVISION,
                            Mode.SUBMIT,
                            "题目",
                            List.of(new Section("背景", text)),
                            new Applicant("u1", null, null),
                            null))
                    .join();
        }

        @DupcheckVerdictListener
        public void hear(VerdictEvent event) {
            if (event.businessId().equals("fatal")) {
                throw new NoClassDefFoundError("a class that is missing");
            }
            heard.add(event);
        }

        @Transactional
        @DupcheckWorkOrderListener
        public void carryOut(WorkOrderCommand command) {
            database.update("insert into work_order (id) values (?)", command.workOrderId());
            Integer attempt = database.queryForObject("select max(attempt) from work_order", Integer.class);
            if (command.workOrderId().equals("WO-difficult") && attempt != null && attempt < 3) {
                throw new IllegalStateException("not at first"); // the row goes, the sequence does not go back
            }
        }

        public List<VerdictEvent> heard() {
            return heard;
        }

        public List<String> workOrders() {
            return database.queryForList("select id from work_order order by attempt", String.class);
        }
    }
}
