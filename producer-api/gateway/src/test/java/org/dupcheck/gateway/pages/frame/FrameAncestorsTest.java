package org.dupcheck.gateway.pages.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only whole origins may be named. */
final class FrameAncestorsTest {
    @Test
    void nobodyIsTheDefaultAndOriginsAreNamedAsTheyAre() {
        assertThat(FrameAncestors.of(" ").directive()).isEqualTo("frame-ancestors 'none'");
        assertThat(FrameAncestors.of("https://a.example.edu, http://127.0.0.1:3000,http://[::1]:8,")
                        .directive())
                .isEqualTo("frame-ancestors https://a.example.edu http://127.0.0.1:3000 http://[::1]:8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https:",
                "'self'",
                "https://*.example.edu",
                "http://a.example.edu",
                "https://a.example.edu/",
                "https://a.example.edu/path",
                "https://A.example.edu",
                "https://user@a.example.edu",
                "https://a.example.edu; script-src *",
                "https://a.example.edu https://b.example.edu",
                "https://a.example.edu:",
                "a.example.edu",
                "ftp://127.0.0.1"
            })
    void whatIsNoOriginIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameAncestors.of(text))
                .withMessageContaining("frame-ancestors");
    }

    @Test
    void thereIsABound() {
        List<String> origins = Collections.nCopies(33, "https://a.example.edu");
        assertThat(new FrameAncestors(origins.subList(0, 32)).origins()).hasSize(32);
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameAncestors(origins));
    }
}
