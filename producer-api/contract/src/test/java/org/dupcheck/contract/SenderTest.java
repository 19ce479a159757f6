package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SenderTest {
    @Test
    void whatAHeaderHasIsAnIdOrNothing() {
        assertThat(Sender.idIn("key:module")).isEqualTo("key:module");
        assertThat(Sender.idIn("x".repeat(255))).hasSize(255);
        assertThat(Sender.idIn("x".repeat(256))).isNull();
        assertThat(Sender.idIn(" ")).isNull();
        assertThat(Sender.idIn("a\u0000b")).isNull();
        assertThat(Sender.idIn(null)).isNull();
    }

    @Test
    void aSenderHasAnId() {
        assertThat(Sender.person("wang")).isEqualTo(new Sender("app_user", "wang"));
        assertThat(Sender.key("key:1")).isEqualTo(new Sender("api_key", "key:1"));
        assertThatThrownBy(() -> Sender.person("")).isInstanceOf(IllegalArgumentException.class);
    }
}
