package org.dupcheck.app.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailPointTest {
    /** One that is not there any more would never be reached, and the suites would pass without it. */
    @ParameterizedTest
    @EnumSource
    void namesAMethodOfTheProduct(FailPoint point) throws ClassNotFoundException {
        assertThat(Arrays.stream(Class.forName(point.type(), false, getClass().getClassLoader())
                                .getDeclaredMethods())
                        .map(method -> method.getName()))
                .contains(point.method());
    }
}
