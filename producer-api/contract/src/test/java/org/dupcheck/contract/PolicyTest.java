package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Template;
import org.dupcheck.contract.Policy.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final Policy FULL = new Policy(
            "project",
            7,
            new Thresholds(.3, 200, 5),
            new LeftOut(true, false, false, true, List.of("achievement")),
            List.of(new Template("封面", "项目名称：")),
            50,
            0,
            true,
            OpenSubmissions.SAME_TYPE,
            .1,
            60,
            new Thresholds(.5, null, null),
            new Policy.Waiting(List.of(1, 4), 8),
            30,
            Policy.ApplicantsSee.TITLE_AND_PASSAGES);

    private final JsonCodec codec = new JsonCodec();

    private Policy read(String json) {
        return codec.read(json, Policy.class);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        String json = new String(codec.write(FULL), StandardCharsets.UTF_8);

        assertThat(read(json)).isEqualTo(FULL);
        assertThat(codec.indented(FULL)).contains("\n  \"version\" : 7,");
        assertThat(read(codec.indented(FULL))).isEqualTo(FULL);
    }

    @Test
    void whatIsAbsentIsAsInTheBuiltInPolicy() {
        assertThat(read("{\"businessType\":\"project\",\"version\":0,\"later\":1}"))
                .isEqualTo(Policy.builtIn("project"));
        assertThat(read("{\"businessType\":\"project\",\"version\":0,\"leftOut\":{\"quotations\":true}}")
                        .leftOut())
                .isEqualTo(new LeftOut(true, true, true, false, List.of()));
    }

    @Test
    void commonTextCountsOnlyWhereThePolicySaysSo() {
        assertThat(read("{\"businessType\":\"project\",\"version\":3,\"commonTextTokens\":50}")
                        .commonTextCounts())
                .isFalse();
        Policy counting = Policy.builtIn("project").withCommonTextCounting(true);
        assertThat(counting.commonTextCounts()).isTrue();
        assertThat(counting.withVersion(4).withReviewFrom(null).commonTextCounts())
                .isTrue();
        assertThat(counting.withCommonTextCounting(false)).isEqualTo(Policy.builtIn("project"));
    }

    @Test
    void whoWaitsForLessThanADayRemindsNobodyUnlessItSaysSo() {
        assertThat(read("{\"businessType\":\"project\",\"version\":0,\"waiting\":{\"expireAfterHours\":30}}")
                        .waiting())
                .isEqualTo(new Policy.Waiting(List.of(24), 30));
        assertThat(read("{\"businessType\":\"project\",\"version\":0,\"waiting\":{\"expireAfterHours\":0}}")
                        .waiting()
                        .remindAfterHours())
                .containsExactly(24, 48);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'thresholds':{} | thresholds | MISSING_FIELD",
                "'thresholds':{'containment':0} | thresholds.containment | INVALID_FIELD",
                "'thresholds':{'containment':1.01} | thresholds.containment | INVALID_FIELD",
                "'thresholds':{'longestRun':0} | thresholds.longestRun | INVALID_FIELD",
                "'thresholds':{'passages':0} | thresholds.passages | INVALID_FIELD",
                "'thresholds':{'passages':'2'} | thresholds.passages | INVALID_FIELD",
                "'leftOut':{'quotations':'yes'} | leftOut.quotations | INVALID_FIELD",
                "'leftOut':{'referenceTypes':['a:b']} | leftOut.referenceTypes[0] | INVALID_FIELD",
                "'leftOut':{'referenceTypes':['a','a']} | leftOut.referenceTypes[1] | INVALID_FIELD",
                "'templates':[{'name':'a','text':' '}] | templates[0].text | EMPTY_TEXT",
                "'templates':[{'text':'x'}] | templates[0].name | MISSING_FIELD",
                "'templates':[{'name':'a','text':'x'},{'name':'a','text':'y'}] | templates[1].name | INVALID_FIELD",
                "'templates':[null] | templates[0] | MISSING_FIELD",
                "'leastTokens':-1 | leastTokens | INVALID_FIELD",
                "'commonTextTokens':100000001 | commonTextTokens | INVALID_FIELD",
                "'commonTextCounts':'yes' | commonTextCounts | INVALID_FIELD",
                "'openSubmissions':'SOME' | openSubmissions | UNKNOWN_ENUM",
                "'tellWhenContainmentMoves':1.5 | tellWhenContainmentMoves | INVALID_FIELD",
                "'daysOpenOnceSubmitted':3651 | daysOpenOnceSubmitted | INVALID_FIELD",
                "'reviewFrom':{} | reviewFrom | MISSING_FIELD",
                "'reviewFrom':{'containment':0} | reviewFrom.containment | INVALID_FIELD",
                "'waiting':{'expireAfterHours':-1} | waiting.expireAfterHours | INVALID_FIELD",
                "'waiting':{'remindAfterHours':[0]} | waiting.remindAfterHours[0] | INVALID_FIELD",
                "'waiting':{'remindAfterHours':[8,8]} | waiting.remindAfterHours[1] | INVALID_FIELD",
                "'waiting':{'remindAfterHours':[8],'expireAfterHours':8} | waiting.remindAfterHours[0] | INVALID_FIELD",
                "'waiting':{'remindAfterHours':[null]} | waiting.remindAfterHours[0] | MISSING_FIELD",
                "'waiting':{'remindAfterHours':[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]} | waiting.remindAfterHours | INVALID_FIELD",
                "'answerWithinMinutes':0 | answerWithinMinutes | INVALID_FIELD"
            })
    void whatIsWrongIsRefusedByItsPath(String field, String path, ErrorCode code) {
        String json = "{\"businessType\":\"project\",\"version\":0," + field.replace('\'', '"') + "}";

        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(InvalidMessageException.class, refusal -> {
            assertThat(refusal.path()).isEqualTo(path);
            assertThat(refusal.code()).isEqualTo(code);
        });
    }

    @Test
    void templatesAreBoundedInNumberAndTogetherInSize() {
        String many = IntStream.range(0, 33)
                .mapToObj(i -> "{'name':'" + i + "','text':'x'}")
                .collect(Collectors.joining(","));
        assertThatThrownBy(() -> read(templates(many)))
                .isInstanceOfSatisfying(
                        InvalidMessageException.class,
                        refusal -> assertThat(refusal.path()).isEqualTo("templates"));
        String half = "字".repeat(50_000);
        String two = "{'name':'a','text':'" + half + "'},{'name':'b','text':'" + half + "%s'}";
        assertThat(read(templates(two.formatted(""))).templates()).hasSize(2);
        assertThatThrownBy(() -> read(templates(two.formatted("字"))))
                .isInstanceOfSatisfying(
                        InvalidMessageException.class,
                        refusal -> assertThat(refusal.path()).isEqualTo("templates[1].text"));
    }

    private static String templates(String entries) {
        return ("{'businessType':'project','version':0,'templates':[" + entries + "]}").replace('\'', '"');
    }

    @Test
    void aTemplateOfTheSameNameIsReplaced() {
        Policy policy = FULL.withTemplate(new Template("附表", "一")).withTemplate(new Template("封面", "二"));

        assertThat(policy.templates()).containsExactly(new Template("附表", "一"), new Template("封面", "二"));
        assertThat(policy.withVersion(8).version()).isEqualTo(8);
    }

    /** As soon as one that is given is reached; and never without a passage. */
    @ParameterizedTest
    @CsvSource({
        ", , 1, .01, 13, 1, true",
        ", , 2, .9, 900, 1, false",
        ", , 2, .01, 13, 2, true",
        ".3, , , .3, 13, 1, true",
        ".3, , , .2999, 900, 9, false",
        ".3, 200, , .1, 200, 1, true",
        ".3, 200, , .1, 199, 1, false",
        ".3, , , .5, 0, 0, false"
    })
    void aVerdictIsDuplicatesFromAThresholdOn(
            Double containment,
            Integer longestRun,
            Integer passages,
            double foundContainment,
            int foundRun,
            int foundPassages,
            boolean reached) {
        assertThat(new Thresholds(containment, longestRun, passages).reached(foundContainment, foundRun, foundPassages))
                .isEqualTo(reached);
    }
}
