package org.dupcheck.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a measurement ran on.
 *
 * @param memoryBytes of the machine; 0 where it does not say
 */
public record Machine(String processor, int cores, long memoryBytes, String system, String java) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    /** The machine this runs on. */
    public static Machine here() {
        return new Machine(
                processor(lines(PROCESSORS)),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(lines(MEMORY)),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /** The first model named in the lines of Linux's cpuinfo. */
    static String processor(List<String> cpuinfo) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }

    /** The total in the lines of Linux's meminfo. */
    static long memoryBytes(List<String> meminfo) {
        return meminfo.stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0L);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of(); // a description is not worth failing for
        }
    }

    @Override
    public String toString() {
        String memory = memoryBytes == 0 ? "" : ", " + (memoryBytes >> 30) + " GiB";
        return processor + ", " + cores + " cores" + memory + "; " + system + "; " + java;
    }
}
