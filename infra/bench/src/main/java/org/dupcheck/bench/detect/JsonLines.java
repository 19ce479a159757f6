package org.dupcheck.bench.detect;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;

/** Files of one JSON object a line, gzipped where the name ends in {@code .gz}. */
final class JsonLines {
    private static final JsonCodec CODEC = new JsonCodec();

    private JsonLines() {}

    /** Hands on row by row. @throws BenchException where the file or a line of it cannot be read */
    static void read(Path file, Consumer<TextRow> rows) {
        int number = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    rows.accept(row(line));
                }
            }
        } catch (IOException | InvalidMessageException e) {
            throw new BenchException("cannot read " + file + " at line " + Math.max(1, number), e);
        }
    }

    private static TextRow row(String line) {
        TextRow row = CODEC.read(line.getBytes(StandardCharsets.UTF_8), TextRow.class);
        // a line of another kind has neither
        if (row.id() == null || row.text() == null) {
            throw new BenchException("a line needs the fields id and text");
        }
        return row;
    }

    static void write(Path file, List<Detection> detections) {
        try (BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out(file), StandardCharsets.UTF_8))) {
            for (Detection detection : detections) {
                writer.write(new String(CODEC.write(detection), StandardCharsets.UTF_8));
                writer.write('\n');
            }
        } catch (IOException e) {
            throw new BenchException("cannot write " + file, e);
        }
    }

    private static InputStream in(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        return zipped(file) ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static OutputStream out(Path file) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        return zipped(file) ? new GZIPOutputStream(raw, 1 << 16) : raw;
    }

    private static boolean zipped(Path file) {
        return file.toString().endsWith(".gz");
    }
}
