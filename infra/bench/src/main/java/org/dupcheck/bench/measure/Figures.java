package org.dupcheck.bench.measure;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.contract.JsonCodec;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one run: printed as a table, with a description of the machine above it, and written as JSON, with the
 * machine in the field {@code machine}. Not thread-safe.
 */
public final class Figures {
    private static final int WIDTH = 180;

    private final String title;
    private final Machine machine;
    private final Table table = new Table("what", ">figure", "unit", "remark");
    private final List<String> sections = new ArrayList<>();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private int figures;

    public Figures(String title, Machine machine) {
        this.title = title;
        this.machine = machine;
        fields.put("name", title);
        fields.put("machine", machine);
    }

    /** A line of the table and a field of the JSON. */
    public void figure(String field, String what, double value, String unit, String remark) {
        fields.put(field, value);
        line(what, value, unit, remark);
    }

    /** A pair of lines and of fields: {@code NAMEP50Millis} and {@code NAMEP99Millis}. */
    public void latency(String name, String what, Timings timings, String remark) {
        figure(name + "P50Millis", what + ", p50", timings.p50(), "ms", remark);
        figure(name + "P99Millis", what + ", p99", timings.p99(), "ms", timings.count() + " measured");
    }

    /** A field of the JSON that the table does not show. */
    public void field(String name, Object value) {
        fields.put(name, value);
    }

    /** A line of the table that is no field of its own. */
    public void line(String what, double value, String unit, String remark) {
        figures++;
        table.row(what, format(value), unit, remark);
    }

    /** A table of its own, below that of the figures and in the order of the calls. */
    public void section(String heading, Table rows) {
        sections.add("");
        sections.add(heading);
        sections.add("");
        sections.addAll(rows.lines(WIDTH));
    }

    /** A line of text below the section before it. */
    public void note(String text) {
        sections.add(text);
    }

    public void print(PrintWriter out) {
        out.println();
        out.println(title + " on " + machine);
        if (figures > 0) {
            out.println();
            table.lines(WIDTH).forEach(out::println);
        }
        sections.forEach(out::println);
        out.flush();
    }

    /** @param file where to write the JSON; null for nowhere */
    public void write(@Nullable Path file) {
        if (file == null) {
            return;
        }
        try {
            Files.write(file, new JsonCodec().write(fields));
        } catch (IOException e) {
            throw new BenchException("cannot write " + file, e);
        }
    }

    static String format(double value) {
        double size = Math.abs(value);
        String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
