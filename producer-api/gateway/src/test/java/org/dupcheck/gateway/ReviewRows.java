package org.dupcheck.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;

/**
 * A submission of twenty letters with two sources: the first has letters 0–8 and 12–16, the second 4–10. Together they have
 * 14 of 20.
 */
public final class ReviewRows {
    public static final String SECTION = "立项背景";
    public static final String TEXT = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉";

    private ReviewRows() {}

    /** Writes the verdict of a revision with all that belongs to it. */
    public static Verdict write(Rows rows, BusinessKey key, long revision, String applicant) {
        return write(rows, verdict(rows.finish(key, revision)), applicant);
    }

    /**
     * The same with letters 0–8 of one source, and with letters 10–18 of common text that counts: 16 of 20. The policy of the
     * type says so.
     */
    public static Verdict writeCommonText(Rows rows, BusinessKey key, String applicant) {
        rows.update(
                "insert into policy (business_type, version, body, saved_at) values (?, 1, cast(? as json), now())"
                        + " on conflict do nothing",
                key.businessType(),
                new String(
                        new JsonCodec()
                                .write(Policy.builtIn(key.businessType())
                                        .withVersion(1)
                                        .withCommonTextCounting(true)),
                        StandardCharsets.UTF_8));
        return write(rows, withCommonText(verdict(rows.finish(key, 1))), applicant);
    }

    private static Verdict write(Rows rows, Verdict verdict, String applicant) {
        BusinessKey key = verdict.key();
        long revision = verdict.revision();
        rows.update(
                "update verdict set body = cast(? as json), containment = ?, sources = ? where verdict_id = ?",
                json(verdict),
                verdict.containment(),
                verdict.matches().size(),
                verdict.verdictId());
        rows.update(
                "update check_task set result = cast(? as json) where verdict_id = ?",
                json(verdict),
                verdict.verdictId());
        rows.submission(key, revision, "智慧水务平台", List.of(new Section(SECTION, TEXT)));
        rows.update(
                "update submission set user_id = ? where business_type = ? and business_id = ?",
                applicant,
                key.businessType(),
                key.businessId());
        return verdict;
    }

    private static Verdict withCommonText(Verdict of) {
        Verdict.Match match = of.matches().get(0);
        return new Verdict(
                of.verdictId(),
                of.businessType(),
                of.businessId(),
                of.revision(),
                Mode.SUBMIT,
                of.contentHash(),
                ResultState.DUPLICATES,
                12,
                11,
                "1",
                "s1",
                1,
                VerdictReason.FIRST,
                of.createdAt(),
                .8,
                8,
                20,
                16,
                List.of(new Verdict.SectionResult(SECTION, .8, 20, 16)),
                List.of(
                        new Verdict.Ratio(Verdict.Ratio.RAW, .4, 20, 8, 0),
                        new Verdict.Ratio(Verdict.Ratio.COMMON_TEXT, .8, 20, 16, 0)),
                false,
                new Verdict.CommonText(
                        8,
                        7,
                        List.of(new Verdict.CommonPassage(
                                SECTION, 10, 18, 41, List.of(new Verdict.Source("initiation", "LX-9", "旧项目九"))))),
                List.of(),
                List.of(ConfirmationReason.DUPLICATES),
                List.of(new Verdict.Match(
                        match.documentType(),
                        match.documentId(),
                        match.documentRevision(),
                        match.title(),
                        .4,
                        8,
                        match.passages().subList(0, 1))));
    }

    private static String json(Verdict verdict) {
        return new String(new JsonCodec().write(verdict), StandardCharsets.UTF_8);
    }

    private static Verdict verdict(Verdict of) {
        return new Verdict(
                of.verdictId(),
                of.businessType(),
                of.businessId(),
                of.revision(),
                Mode.SUBMIT,
                of.contentHash(),
                ResultState.DUPLICATES,
                12,
                11,
                "1",
                "s1",
                0,
                VerdictReason.FIRST,
                Instant.parse("2026-11-01T08:00:00Z"),
                .7,
                8,
                20,
                14,
                List.of(new Verdict.SectionResult(SECTION, .7, 20, 14)),
                List.of(new Verdict.Ratio(Verdict.Ratio.RAW, .7, 20, 14, 0)),
                false,
                Verdict.CommonText.NONE,
                List.of(),
                List.of(ConfirmationReason.DUPLICATES),
                List.of(
                        new Verdict.Match(
                                "initiation",
                                "LX-1",
                                7,
                                "旧项目一",
                                .6,
                                8,
                                List.of(
                                        new Verdict.Passage(SECTION, 0, 8, "背景", 0, 8, 1.0),
                                        new Verdict.Passage(SECTION, 12, 16, "背景", 8, 12, 1.0))),
                        new Verdict.Match(
                                "initiation",
                                "LX-2",
                                3,
                                "旧项目二",
                                .3,
                                6,
                                List.of(new Verdict.Passage(SECTION, 4, 10, "背景", 0, 6, 1.0)))));
    }
}
