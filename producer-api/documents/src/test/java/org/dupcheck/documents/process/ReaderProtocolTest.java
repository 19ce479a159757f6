package org.dupcheck.documents.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.junit.jupiter.api.Test;

class ReaderProtocolTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(written);

    @Test
    void filesArriveAsTheyWereSentUntilTheInputEnds() throws IOException {
        ReaderProtocol.writeFile(out, "申请书.docx", new byte[] {1, 0, -1});
        ReaderProtocol.writeFile(out, "b.txt", new byte[0]);

        DataInputStream in = sent();
        ReaderProtocol.File first = ReaderProtocol.readFile(in);
        ReaderProtocol.File second = ReaderProtocol.readFile(in);

        assertThat(first.name()).isEqualTo("申请书.docx");
        assertThat(first.bytes()).containsExactly(1, 0, -1);
        assertThat(second.name()).isEqualTo("b.txt");
        assertThat(second.bytes()).isEmpty();
        assertThat(ReaderProtocol.readFile(in)).isNull();
    }

    @Test
    void aReadingArrivesWithEverythingItHolds() throws IOException {
        DocumentReading reading = new DocumentReading(
                "题",
                List.of(new Section("甲", "文\n文"), new Section("乙", "𠀀")),
                List.of(
                        new Signal(SignalKind.HIDDEN_TEXT, "甲", 0, 3, 2),
                        new Signal(SignalKind.HIDDEN_TEXT, null, 0, 0, 7)),
                "GB18030",
                List.of("pages 3 to 9 have no text"));
        ReaderProtocol.writeReading(out, reading);
        assertThat(ReaderProtocol.readAnswer(sent())).isEqualTo(reading);
    }

    @Test
    void aRefusalArrivesWithItsReason() throws IOException {
        ReaderProtocol.writeRefusal(out, Fault.ENCRYPTED, "it is damaged");
        DataInputStream in = sent();
        assertThatThrownBy(() -> ReaderProtocol.readAnswer(in))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("it is damaged")
                .extracting("fault")
                .isEqualTo(Fault.ENCRYPTED);
    }

    @Test
    void anAnswerCutOffAnywhereIsAnErrorAndNeverAShorterDocument() throws IOException {
        ReaderProtocol.writeReading(
                out,
                new DocumentReading(
                        "题",
                        List.of(new Section("甲", "文")),
                        List.of(new Signal(SignalKind.HIDDEN_TEXT, "甲", 0, 1, 1)),
                        null,
                        List.of("x")));
        byte[] whole = written.toByteArray();
        for (int length = 0; length < whole.length; length++) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(Arrays.copyOf(whole, length)));
            assertThatThrownBy(() -> ReaderProtocol.readAnswer(in))
                    .as("after %s bytes", length)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aLengthBeyondEveryBoundIsRefusedBeforeItIsAllocated() throws IOException {
        out.writeBoolean(true);
        out.writeInt(Integer.MAX_VALUE);
        DataInputStream in = sent();
        assertThatThrownBy(() -> ReaderProtocol.readAnswer(in))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("more text than can be checked");
    }

    private DataInputStream sent() {
        return new DataInputStream(new ByteArrayInputStream(written.toByteArray()));
    }
}
