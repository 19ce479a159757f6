package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private final JsonCodec codec = new JsonCodec();

    @Test
    void commonTextThatDoesNotCountIsWrittenAsItAlwaysWasAndIsNoPassageThatCounts() {
        String json = new String(codec.write(Samples.VERDICT), StandardCharsets.UTF_8);

        assertThat(json).contains("\"commonText\":{\"tokens\":60,\"passages\":[");
        assertThat(codec.read(json, Verdict.class)).isEqualTo(Samples.VERDICT);
        assertThat(Samples.VERDICT.commonTextCounts()).isFalse();
        assertThat(Samples.VERDICT.countedPassages()).isEqualTo(1);
    }

    @Test
    void commonTextThatCountsIsNamedByARatioAndItsPassagesCount() {
        Verdict verdict = counting(Samples.VERDICT);
        String json = new String(codec.write(verdict), StandardCharsets.UTF_8);

        assertThat(json).contains("\"commonText\":{\"tokens\":60,\"longestRun\":58,\"passages\":[");
        assertThat(codec.read(json, Verdict.class)).isEqualTo(verdict);
        assertThat(verdict.commonTextCounts()).isTrue();
        assertThat(verdict.countedPassages()).isEqualTo(2);
    }

    private static Verdict counting(Verdict v) {
        List<Verdict.Ratio> ratios = new ArrayList<>(v.ratios());
        ratios.add(new Verdict.Ratio(Verdict.Ratio.COMMON_TEXT, .4, 400, 160, 0));
        return new Verdict(
                v.verdictId(),
                v.businessType(),
                v.businessId(),
                v.revision(),
                v.mode(),
                v.contentHash(),
                v.resultState(),
                v.corpusVersion(),
                v.statisticsVersion(),
                v.engineVersion(),
                v.settingsVersion(),
                v.policyVersion(),
                v.reason(),
                v.createdAt(),
                .4,
                v.longestRun(),
                400,
                160,
                List.of(new Verdict.SectionResult("背景", .4, 400, 160)),
                ratios,
                v.tooLittleText(),
                new Verdict.CommonText(60, 58, v.commonText().passages()),
                v.signals(),
                v.confirmationReasons(),
                v.matches());
    }
}
