package org.dupcheck.engine.model;

/**
 * A base-2 logarithm from a table, good to three decimals: fast, and the same bits on every machine, which
 * {@link Math#log} does not promise.
 */
final class Logarithm {
    private static final int TABLE_BITS = 11;
    private static final int MANTISSA_BITS = 52;
    private static final float[] FRACTIONS = fractions();

    private Logarithm() {}

    /** log2 of a positive, normal number. */
    static double log2(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> MANTISSA_BITS) - 1023;
        return exponent + FRACTIONS[(int) (bits >>> (MANTISSA_BITS - TABLE_BITS)) & (1 << TABLE_BITS) - 1];
    }

    private static float[] fractions() {
        float[] table = new float[1 << TABLE_BITS];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) (StrictMath.log1p((i + .5) / table.length) / StrictMath.log(2));
        }
        return table;
    }
}
