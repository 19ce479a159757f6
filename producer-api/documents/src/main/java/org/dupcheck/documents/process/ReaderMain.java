package org.dupcheck.documents.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;

/** The reading process: files in, documents or refusals out, until the input ends. */
final class ReaderMain {
    private ReaderMain() {}

    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        System.setOut(new PrintStream(System.err, true)); // whatever a library prints must not mix with the answers
        ReaderProtocol.File file = ReaderProtocol.readFile(in);
        while (file != null) {
            answer(file, out);
            file = ReaderProtocol.readFile(in);
        }
    }

    // libraries throw runtime exceptions of many kinds where a file is not what it says; a stack that runs over is one
    // too
    private static void answer(ReaderProtocol.File file, DataOutputStream out) throws IOException {
        DocumentReading reading;
        try {
            reading = DocumentParser.parse(file.name(), file.bytes());
        } catch (UnreadableDocumentException e) {
            ReaderProtocol.writeRefusal(out, e.fault(), String.valueOf(e.getMessage()));
            return;
        } catch (RuntimeException | StackOverflowError e) {
            ReaderProtocol.writeRefusal(
                    out,
                    Fault.DAMAGED,
                    "it is damaged, or not what its name says (" + e.getClass().getSimpleName() + ")");
            return;
        }
        ReaderProtocol.writeReading(out, reading);
    }
}
