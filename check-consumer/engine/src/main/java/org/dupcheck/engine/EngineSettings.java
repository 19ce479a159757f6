package org.dupcheck.engine;

/**
 * What decides the results; two engines with equal settings and equal reference sets give equal bytes.
 *
 * @param pageDocuments the largest number of reference documents on one page; does not change results
 * @param reportingFloorBits information a passage must carry to count, in bits; 0 counts every run of {@code floorTokens}
 * @param floorTokens a common run of that many tokens or more is always found; 13 by default
 */
public record EngineSettings(int pageDocuments, double reportingFloorBits, int floorTokens) {
    public static EngineSettings defaults() {
        return new EngineSettings(1_024, 100, 13);
    }

    /** A short stable name of these settings (of those that change results), for the verdict's {@code settingsVersion}. */
    public String version() {
        return Long.toHexString(Hashes.mix(Double.doubleToLongBits(reportingFloorBits) * 31 + floorTokens))
                .substring(0, 8);
    }
}
