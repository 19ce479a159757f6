package org.dupcheck.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTimesTest {
    @Test
    void meansAreOfTheCallsBetweenTwoReadings() {
        StepTimes before = StepTimes.parse("""
                # TYPE dupcheck_check_step_seconds summary
                dupcheck_check_step_seconds{step="scan",quantile="0.5"} 0.001
                dupcheck_check_step_seconds_count{step="scan"} 10
                dupcheck_check_step_seconds_sum{step="scan"} 1.0
                dupcheck_other_seconds_sum{step="scan"} 77.0
                """);
        StepTimes after = StepTimes.parse("""
                dupcheck_check_step_seconds_count{application="x",step="scan"} 30
                dupcheck_check_step_seconds_sum{application="x",step="scan"} 1.05E0
                """);
        assertThat(after.meanMillis("scan", before)).isEqualTo(2.5, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(after.meanMillis("store", before)).isZero();
    }
}
