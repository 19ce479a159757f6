package org.dupcheck.bench.data;

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
public final class JsonLines {
    private static final JsonCodec CODEC = new JsonCodec();

    private JsonLines() {}

    /**
     * Hands on row by row.
     *
     * @throws BenchException where the file or a line of it cannot be read, or {@code rows} throws one
     */
    public static <T extends Row> void read(Path file, Class<T> type, Consumer<T> rows) {
        int number = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    rows.accept(row(line, type));
                }
            }
        } catch (IOException | InvalidMessageException | BenchException e) {
            throw new BenchException("cannot read " + file + " at line " + Math.max(1, number), e);
        }
    }

    private static <T extends Row> T row(String line, Class<T> type) {
        T row = CODEC.read(line.getBytes(StandardCharsets.UTF_8), type);
        row.check();
        return row;
    }

    /** @throws BenchException where the file cannot be written */
    public static void write(Path file, List<?> rows) {
        try (BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out(file), StandardCharsets.UTF_8))) {
            for (Object row : rows) {
                writer.write(new String(CODEC.write(row), StandardCharsets.UTF_8));
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
