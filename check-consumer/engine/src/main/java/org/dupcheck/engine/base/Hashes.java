package org.dupcheck.engine.base;

/** The hash functions of the engine; their values are part of its version. */
public final class Hashes {
    private static final long A = 0x9E3779B97F4A7C15L;
    private static final long B = 0xC2B2AE3D27D4EB4FL;
    private static final long C = 0x165667B19E3779F9L;
    private static final long D = 0xD6E8FEB86659FD93L;
    private static final long E = 0xA0761D6478BD642FL;

    private Hashes() {}

    /** Every bit of the result depends on every bit of {@code x}; the upper bits are the best. */
    public static long mix(long x) {
        long y = (x ^ (x >>> 32)) * D;
        y = (y ^ (y >>> 29)) * A;
        return y ^ (y >>> 32);
    }

    /** Of two texts. */
    public static long of(String a, String b) {
        long hash = a.length();
        for (int i = 0; i < a.length(); i++) {
            hash = hash * A + a.charAt(i);
        }
        for (int i = 0; i < b.length(); i++) {
            hash = hash * A + b.charAt(i);
        }
        return mix(hash);
    }

    /** Of a token. */
    public static long one(int a) {
        return mix(a * B);
    }

    /** Of a pair of tokens. */
    public static long two(int a, int b) {
        return mix(a * B + b * C);
    }

    /** Of a triple of tokens. */
    public static long three(int a, int b, int c) {
        return mix(a * B + b * C + c * E);
    }

    /** Of five tokens. */
    public static long five(int a, int b, int c, int d, int e) {
        return mix(a * B + b * C + c * E + d * D + e * A);
    }
}
