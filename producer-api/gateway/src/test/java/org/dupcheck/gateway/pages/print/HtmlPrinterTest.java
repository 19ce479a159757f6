package org.dupcheck.gateway.pages.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dupcheck.gateway.http.ProblemException;
import org.junit.jupiter.api.Test;

final class HtmlPrinterTest {
    @Test
    void oneMoreThanMayBeMadeAtOnceIsRefusedAndAPlaceIsGivenBack() {
        HtmlPrinter none = new HtmlPrinter(0);
        assertThatThrownBy(() -> none.print("<p>x"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("too many");
        HtmlPrinter one = new HtmlPrinter(1);
        for (int i = 0; i < 3; i++) {
            assertThat(one.print("<p>x")).startsWith((byte) '%', (byte) 'P', (byte) 'D', (byte) 'F');
        }
    }

    @Test
    void nothingIsLoaded() {
        String html = "<link rel=stylesheet href='file:///etc/passwd'><img src='http://127.0.0.1:1/x'>"
                + "<style>@import url(file:///etc/hosts); p { background: url(http://127.0.0.1:1/y) }</style><p>x";
        assertThat(new HtmlPrinter().print(html)).isNotEmpty();
    }
}
