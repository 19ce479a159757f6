package org.dupcheck.bench.pages;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;

/** Puts finished checks straight into the tables; no check made them. */
final class MadeUpChecks {
    /** Of the long report: a document's second revision. */
    static final String LONG_REPORT = "00000000-0000-0000-0000-0000000000f1";
    /** Of the short one: its first. */
    static final String SHORT_REPORT = "00000000-0000-0000-0000-0000000000f0";

    private static final int SOURCES = 40;

    private final String databaseUrl;

    MadeUpChecks(String databaseUrl) {
        this.databaseUrl = databaseUrl;
    }

    /** So many documents of five business types and 2,000 applicants, with figures spread over 0 to 1. */
    void add(int rows) {
        run(
                "insert into dupcheck.verdict (verdict_id, business_type, business_id, mode, revision, content_hash,"
                        + " corpus_version, statistics_version, engine_version, settings_version, result_state, created_at,"
                        + " reason, containment, longest_run, tokens, matched_tokens, sources, largest_source,"
                        + " largest_share, pending, signals, body)"
                        + " select md5(i::text), 'type' || i % 5, 'b' || i, 'SUBMIT', 1, md5(i::text), 0, 0, 'bench', 's',"
                        + " 1 + i % 2, now(), 'FIRST', f, 120, 3000, (f * 3000)::int, i % 9, 'a source ' || i % 900, f / 2,"
                        + " 0, case when i % 50 = 0 then 1 else 0 end, json_build_object('containment', f)"
                        + " from (select i, (i::bigint * 7919 % 100000) / 100000.0 as f from generate_series(1, " + rows
                        + ") i) r",
                "insert into dupcheck.check_task (business_id, business_type, title, create_time, state, result_state,"
                        + " revision, mode, verdict_id, result, record_partition, record_offset, record_time, update_time)"
                        + " select v.business_id, v.business_type, 'a project ' || v.business_id,"
                        + " now() - random() * interval '300 days', 2, v.result_state, 1, 'SUBMIT', v.verdict_id, v.body, 0,"
                        + " 0, now(), now() from dupcheck.verdict v where v.engine_version = 'bench'",
                "insert into dupcheck.submission (business_type, business_id, revision, sections, user_id, work_order_id,"
                        + " retain_until) select business_type, business_id, 1, '[]', 'u' || right(business_id, 3),"
                        + " business_id, now() + interval '90 days' from dupcheck.verdict where engine_version = 'bench'",
                "insert into dupcheck.work_order (business_type, business_id, work_order_id, revision, verdict_id, state,"
                        + " updated_at) select business_type, business_id, business_id, 1, verdict_id,"
                        + " case when result_state = 1 then 'AWAITING_CONFIRMATION' else 'SUBMITTED' end, now()"
                        + " from dupcheck.verdict where engine_version = 'bench'",
                "vacuum analyze dupcheck.verdict",
                "vacuum analyze dupcheck.check_task",
                "vacuum analyze dupcheck.submission",
                "vacuum analyze dupcheck.work_order");
    }

    private void run(String... statements) {
        try (Connection connection = DriverManager.getConnection(databaseUrl);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new BenchException("cannot put rows into the tables", e);
        }
    }

    /** One verdict of wang's document over so many characters with so many passages of 40 sources at most. */
    void addReport(String verdictId, int revision, int characters, int passages) {
        Random random = new Random(characters);
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(i % 400 == 399 ? '\n' : (char) ('一' + random.nextInt(3_000)));
        }
        Verdict verdict = verdict(verdictId, revision, characters, passages);
        JsonCodec codec = new JsonCodec();
        try (Connection connection = DriverManager.getConnection(databaseUrl);
                PreparedStatement insertVerdict = connection.prepareStatement(
                        "insert into dupcheck.verdict (verdict_id, business_type, business_id, mode, revision, content_hash,"
                                + " corpus_version, engine_version, settings_version, result_state, created_at, reason,"
                                + " containment, longest_run, tokens, matched_tokens, body)"
                                + " values (?, 'long', 'report', 'SUBMIT', ?, 'h', 0, 'bench', 's', 1, now(), 'FIRST', .4, 20,"
                                + " ?, ?, cast(? as json))");
                PreparedStatement insertText = connection.prepareStatement(
                        "insert into dupcheck.submission (business_type, business_id, revision, title, sections,"
                                + " user_id, work_order_id, retain_until) values ('long', 'report', ?, 'long', cast(? as json),"
                                + " 'wang', 'w', now() + interval '90 days')")) {
            insertVerdict.setString(1, verdictId);
            insertVerdict.setInt(2, revision);
            insertVerdict.setInt(3, characters);
            insertVerdict.setInt(4, verdict.matchedTokens());
            insertVerdict.setString(5, new String(codec.write(verdict), StandardCharsets.UTF_8));
            insertVerdict.executeUpdate();
            List<Section> sections = List.of(new Section("text", text.toString()));
            insertText.setInt(1, revision);
            insertText.setString(2, new String(codec.write(sections), StandardCharsets.UTF_8));
            insertText.executeUpdate();
        } catch (SQLException e) {
            throw new BenchException("cannot store a report", e);
        }
    }

    private static Verdict verdict(String verdictId, int revision, int characters, int passages) {
        List<Verdict.Match> matches = new ArrayList<>();
        int step = characters / passages;
        int length = Math.max(1, step / 2);
        for (int source = 0; source < Math.min(SOURCES, passages); source++) {
            List<Verdict.Passage> own = new ArrayList<>();
            for (int i = source; i < passages; i += SOURCES) {
                own.add(new Verdict.Passage("text", i * step, i * step + length, "text", 0, length, 1));
            }
            matches.add(new Verdict.Match("approved", "d" + source, 1, "source " + source, .5 / SOURCES, length, own));
        }
        int matched = passages * length;
        double share = (double) matched / characters;
        return new Verdict(
                verdictId,
                "long",
                "report",
                revision,
                Mode.SUBMIT,
                "h",
                ResultState.DUPLICATES,
                0,
                0,
                "bench",
                "s",
                0,
                VerdictReason.FIRST,
                Instant.EPOCH,
                share,
                length,
                characters,
                matched,
                List.of(new Verdict.SectionResult("text", share, characters, matched)),
                List.of(new Verdict.Ratio(Verdict.Ratio.RAW, share, characters, matched, 0)),
                false,
                Verdict.CommonText.NONE,
                List.of(),
                List.of(),
                matches);
    }
}
