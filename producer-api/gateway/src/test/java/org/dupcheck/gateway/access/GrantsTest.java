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
    @ValueSource(
            strings = {
                "",
                "root",
                "module:",
                "module: ",
                ":project",
                "modules",
                "module:" + LONG,
                "module:a:b",
                "module::"
            })
    void whatIsNoRoleIsRefusedByPeopleAndGivesNoRightInATable(String written) {
        assertThatThrownBy(() -> Grants.parse(List.of("module", written)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + written + "'");
        assertThat(Grants.read(List.of(written)).roles()).isEmpty();
    }

    /** What a key may be given, the page of keys offers, and the command line names. */
    @Test
    void aKeyIsNoApplicant() {
        assertThat(Grants.parseOfKey(List.of("module:project", "reviewer", "operator", "auditor"))
                        .roles())
                .containsExactlyElementsOf(Role.OF_KEYS);
        for (String written : List.of("applicant", "applicant:project", "module:a:b")) {
            assertThatThrownBy(() -> Grants.parseOfKey(List.of("module", written)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "'" + written + "' is no role of a key; expected: module, reviewer, operator or auditor,"
                                    + " with :TYPE behind it where it is for one type; a type has up to 32 characters and no"
                                    + " colon");
        }
        assertThatThrownBy(() -> Grants.parse(List.of("root")))
                .hasMessageContaining("module, applicant, reviewer, operator or auditor");
    }

    private static final String LONG = "123456789012345678901234567890123";
}
