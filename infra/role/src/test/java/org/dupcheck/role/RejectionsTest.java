package org.dupcheck.role;

import static org.assertj.core.api.Assertions.assertThat;

import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.junit.jupiter.api.Test;

class RejectionsTest {
    @Test
    void aFaultOfARecordKeepsItsCodeItsPathAndItsWords() {
        InvalidMessageException fault =
                new InvalidMessageException(ErrorCode.EMPTY_TEXT, "sections[0].text", "the text is empty");
        RejectedRecordException rejected = Rejections.of(fault);
        assertThat(rejected.code()).isEqualTo("EMPTY_TEXT");
        assertThat(rejected.path()).isEqualTo("sections[0].text");
        assertThat(rejected).hasMessage(fault.getMessage()).hasCause(fault);
    }
}
