package org.dupcheck.check;

import org.dupcheck.runtime.database.Database;

/** Databases with the contract's tables in them. */
public final class TestDatabase {
    private TestDatabase() {}

    public static void empty(Database database) {
        database.inTransaction(session -> {
            session.update(
                    "truncate check_task, pre_check, pre_check_text, section_result, verdict, verdict_review, passage_count, verdict_gone, submission, pending_match,"
                            + " reference_document, reference_text, reference_span, work_order, work_order_history, policy, policy_preview, recheck, corpus_statistics,"
                            + " corpus_statistics_part");
            session.update("update reference_past set whole_from = 0");
            session.update("update percolation set version = 0");
            return session.update("update corpus_state set version = 0");
        });
    }
}
