package org.dupcheck.engine.model;

/**
 * Base-2 logarithms from a table, good to a hundredth: fast, and the same on every machine, which {@link Math#log} does not
 * promise.
 */
final class Logarithm {
    private static final int TABLE_BITS = 11;
    private static final int MANTISSA_BITS = 52;
    private static final int BIAS = 1_023;
    private static final byte[] FRACTIONS = fractions();

    private Logarithm() {}

    /** −log2 of a normal number up to 1, in {@link Bits#ONE}ths. */
    static int information(double probability) {
        long bits = Double.doubleToRawLongBits(probability);
        int exponent = (int) (bits >>> MANTISSA_BITS) - BIAS;
        return FRACTIONS[(int) (bits >>> (MANTISSA_BITS - TABLE_BITS)) & (1 << TABLE_BITS) - 1] - exponent * Bits.ONE;
    }

    private static byte[] fractions() {
        byte[] table = new byte[1 << TABLE_BITS];
        for (int i = 0; i < table.length; i++) {
            double log = StrictMath.log1p((i + .5) / table.length) / StrictMath.log(2);
            table[i] = (byte) Math.floor(.5 - log * Bits.ONE);
        }
        return table;
    }
}
