package org.dupcheck.app.doctor;

import java.util.List;
import java.util.Locale;

/** Are there memory and disk enough? */
final class MachineHealthCheck implements HealthCheck {
    static final long MIN_HEAP = 256L << 20;
    static final long MIN_DISK = 1L << 30;

    private final long heapBytes;
    private final long diskBytes;

    /**
     * Looks at a machine.
     *
     * @param heapBytes the most memory that this JVM may take
     * @param diskBytes what is free where the data folder is
     */
    MachineHealthCheck(long heapBytes, long diskBytes) {
        this.heapBytes = heapBytes;
        this.diskBytes = diskBytes;
    }

    @Override
    public List<Finding> findings() {
        return List.of(
                heapBytes >= MIN_HEAP
                        ? Finding.fine("memory", gigabytes(heapBytes) + " for this JVM")
                        : Finding.wrong(
                                "memory",
                                "only " + gigabytes(heapBytes) + " for this JVM",
                                "give it more, as in DUPCHECK_JAVA_OPTS=-Xmx2g: the index of the reference set is in memory"),
                diskBytes >= MIN_DISK
                        ? Finding.fine("disk", gigabytes(diskBytes) + " free for the data folder")
                        : Finding.wrong(
                                "disk",
                                "only " + gigabytes(diskBytes) + " free for the data folder",
                                "free some, or name a folder elsewhere with --data"));
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
