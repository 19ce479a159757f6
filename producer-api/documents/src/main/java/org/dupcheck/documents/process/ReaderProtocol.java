package org.dupcheck.documents.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.jspecify.annotations.Nullable;

/** What a reading process is asked and answers, as bytes. Every length is checked before anything is allocated. */
final class ReaderProtocol {
    /** A text; beyond that no message could hold it. In bytes. */
    private static final int MAX_TEXT_BYTES = 32 << 20;

    private static final int MAX_ITEMS = 100_000;

    private ReaderProtocol() {}

    /** A file to be read. */
    static final class File {
        private final String name;
        private final byte[] bytes;

        File(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        String name() {
            return name;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    static void writeFile(DataOutputStream out, String name, byte[] bytes) throws IOException {
        writeText(out, name);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** @return null at the end of the input */
    static @Nullable File readFile(DataInputStream in) throws IOException {
        String name;
        try {
            name = readText(in);
        } catch (EOFException e) {
            return null;
        }
        byte[] bytes = new byte[length(in, (int) ReaderProcess.MAX_FILE_BYTES)];
        in.readFully(bytes);
        return new File(name, bytes);
    }

    static void writeRefusal(DataOutputStream out, Fault fault, String reason) throws IOException {
        out.writeBoolean(false);
        writeText(out, fault.name());
        writeText(out, reason);
        out.flush();
    }

    static void writeReading(DataOutputStream out, DocumentReading reading) throws IOException {
        out.writeBoolean(true);
        writeText(out, reading.title());
        out.writeInt(reading.sections().size());
        for (Section section : reading.sections()) {
            writeText(out, section.key());
            writeText(out, section.text());
        }
        out.writeInt(reading.signals().size());
        for (Signal signal : reading.signals()) {
            writeText(out, signal.kind().name());
            writeOptional(out, signal.section());
            out.writeInt(signal.start());
            out.writeInt(signal.end());
            out.writeInt(signal.count());
        }
        writeOptional(out, reading.encoding());
        out.writeInt(reading.unread().size());
        for (String unread : reading.unread()) {
            writeText(out, unread);
        }
        out.flush();
    }

    /** @throws UnreadableDocumentException where the answer is a refusal */
    static DocumentReading readAnswer(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            throw new UnreadableDocumentException(Fault.valueOf(readText(in)), readText(in));
        }
        String title = readText(in);
        List<Section> sections = new ArrayList<>();
        for (int i = length(in, MAX_ITEMS); i > 0; i--) {
            sections.add(new Section(readText(in), readText(in)));
        }
        List<Signal> signals = new ArrayList<>();
        for (int i = length(in, MAX_ITEMS); i > 0; i--) {
            signals.add(new Signal(
                    SignalKind.valueOf(readText(in)), readOptional(in), in.readInt(), in.readInt(), in.readInt()));
        }
        String encoding = readOptional(in);
        List<String> unread = new ArrayList<>();
        for (int i = length(in, MAX_ITEMS); i > 0; i--) {
            unread.add(readText(in));
        }
        return new DocumentReading(title, sections, signals, encoding, unread);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        byte[] bytes = new byte[length(in, MAX_TEXT_BYTES)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeOptional(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            writeText(out, text);
        }
    }

    private static @Nullable String readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? readText(in) : null;
    }

    private static int length(DataInputStream in, int max) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > max) {
            throw new UnreadableDocumentException(Fault.TOO_LARGE, "it holds more text than can be checked");
        }
        return length;
    }
}
