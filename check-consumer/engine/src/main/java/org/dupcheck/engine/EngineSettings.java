package org.dupcheck.engine;

import org.dupcheck.engine.base.Hashes;
import org.dupcheck.engine.text.Grams;

/**
 * What decides the results; two engines with equal settings and equal reference sets give equal bytes.
 *
 * @param pageDocuments the largest number of reference documents on one page, 1 to 1,048,576; does not change results
 * @param reportingFloorBits information a passage must carry to count, in bits, 0 or more; 0 counts every common run of
 *     {@code floorTokens}, without exception
 * @param floorTokens a common run of that many tokens or more is always found, 10 to 1,000
 */
public record EngineSettings(int pageDocuments, double reportingFloorBits, int floorTokens) {
    /** Documents. */
    public static final int DEFAULT_PAGE_DOCUMENTS = 262_144;
    /** Bits. */
    public static final double DEFAULT_REPORTING_FLOOR_BITS = 90;
    /** Tokens. */
    public static final int DEFAULT_FLOOR_TOKENS = 13;

    private static final int MAX_PAGE_DOCUMENTS = 1 << 20;
    private static final int MAX_FLOOR_TOKENS = 1_000;

    /** @throws IllegalArgumentException if a value is out of range */
    public EngineSettings {
        if (pageDocuments < 1 || pageDocuments > MAX_PAGE_DOCUMENTS) {
            throw new IllegalArgumentException(
                    "pageDocuments must be 1 to " + MAX_PAGE_DOCUMENTS + ": " + pageDocuments);
        }
        if (!(reportingFloorBits >= 0 && reportingFloorBits <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("reportingFloorBits must not be negative: " + reportingFloorBits);
        }
        int least = Grams.SPAN + Grams.STRIDE - 1;
        if (floorTokens < least || floorTokens > MAX_FLOOR_TOKENS) {
            throw new IllegalArgumentException(
                    "floorTokens must be " + least + " to " + MAX_FLOOR_TOKENS + ": " + floorTokens);
        }
    }

    public static EngineSettings defaults() {
        return new EngineSettings(DEFAULT_PAGE_DOCUMENTS, DEFAULT_REPORTING_FLOOR_BITS, DEFAULT_FLOOR_TOKENS);
    }

    /** A short stable name of these settings (of those that change results), for the verdict's {@code settingsVersion}. */
    public String version() {
        long hash = Hashes.mix(Double.doubleToLongBits(reportingFloorBits) * 31 + floorTokens);
        return String.format("%08x", hash >>> Integer.SIZE);
    }

    /** Whether every common run of {@code floorTokens} counts. */
    boolean isExact() {
        return reportingFloorBits == 0;
    }
}
