package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckKeyTest {
    private static Submission preCheck(String id, String... sectionKeys) {
        return new Submission(
                "project",
                id,
                1,
                Mode.PRECHECK,
                null,
                List.of(sectionKeys).stream().map(key -> new Section(key, "文字")).toList(),
                null,
                null);
    }

    @Test
    void aKeyIsThatOfTheDocumentOrOfItsOnlySection() {
        assertThat(CheckKey.ofPreCheck("project:1", preCheck("1", "背景", "方法")).section())
                .isNull();
        assertThat(CheckKey.ofPreCheck("project:1", preCheck("1", "背景")).section())
                .isNull();
        assertThat(CheckKey.ofPreCheck("project:1#背景", preCheck("1", "背景")).section())
                .isEqualTo("背景");
        assertThat(CheckKey.ofPreCheck("project:1#背景", preCheck("1#背景", "背景")).section())
                .as("an id with a # of its own")
                .isNull();
        assertThat(CheckKey.ofPreCheck("project:1#a#b", preCheck("1", "a#b")).toString())
                .isEqualTo("project:1#a#b");
    }

    @Test
    void anyOtherKeyIsRefused() {
        for (String key : new String[] {null, "", "project:2", "project:1#方法", "project:1#", "project:1#背景#"}) {
            assertThatThrownBy(() -> CheckKey.ofPreCheck(key, preCheck("1", "背景")))
                    .isInstanceOfSatisfying(InvalidMessageException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_MISMATCH);
                        assertThat(refusal.path()).isEqualTo("key");
                    });
        }
        assertThatThrownBy(() -> CheckKey.ofPreCheck("project:1#背景", preCheck("1", "背景", "方法")))
                .isInstanceOf(InvalidMessageException.class);
    }
}
