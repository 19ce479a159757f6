package org.dupcheck.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantsTest {
    @Test
    void aRoleIsForAllTypesOrForSome() {
        Grants grants = Grants.parse(List.of("module:project", "module:promotion", "auditor", "REVIEWER:project"));
        assertThat(grants.roles()).containsExactly(Role.MODULE, Role.REVIEWER, Role.AUDITOR);
        assertThat(grants.cover(Set.of(Role.MODULE), "project")).isTrue();
        assertThat(grants.cover(Set.of(Role.MODULE), "third")).isFalse();
        assertThat(grants.cover(Set.of(Role.MODULE, Role.AUDITOR), "third")).isTrue();
        assertThat(grants.cover(Set.of(Role.OPERATOR), "project")).isFalse();
        assertThat(grants.types(Set.of(Role.MODULE, Role.REVIEWER)).orElseThrow())
                .containsExactly("project", "promotion");
        assertThat(grants.types(Set.of(Role.AUDITOR, Role.MODULE))).as("all").isEmpty();
        assertThat(grants.types(Set.of(Role.OPERATOR)).orElseThrow()).as("none").isEmpty();
        assertThat(grants.written())
                .containsExactly("module:project", "module:promotion", "reviewer:project", "auditor");
        assertThat(Grants.read(grants.written()).written()).isEqualTo(grants.written());
    }

    @Test
    void aRoleForAllTypesIsNotNarrowedByOneForSome() {
        for (List<String> written : List.of(List.of("module", "module:project"), List.of("module:project", "module"))) {
            assertThat(Grants.parse(written).cover(Set.of(Role.MODULE), "third"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "root", "module:", "module: ", ":project", "modules", "module:" + LONG})
    void whatIsNoRoleIsRefusedByPeopleAndGivesNoRightInATable(String written) {
        assertThatThrownBy(() -> Grants.parse(List.of("module", written)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + written + "'");
        assertThat(Grants.read(List.of(written)).roles()).isEmpty();
    }

    private static final String LONG = "123456789012345678901234567890123";
}
